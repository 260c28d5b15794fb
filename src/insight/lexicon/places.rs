//! Places whose names are nothing else as a rule.

use std::sync::LazyLock;

use super::common::{Words, set};

/// Countries, states, cities, one word each or joined by `_`.
static PLACES: Words = LazyLock::new(|| {
    set(
        "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh \
         barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burkina_faso \
         burma burundi cambodia cameroon canada chad chile china colombia comoros congo costa_rica croatia cuba cyprus \
         czechia czech_republic denmark djibouti dominica dominican_republic ecuador egypt el_salvador england eritrea \
         estonia eswatini ethiopia fiji finland france gabon gambia germany ghana great_britain greece greenland grenada \
         guatemala guinea guyana haiti honduras hong_kong hungary iceland india indonesia iran iraq ireland israel italy \
         ivory_coast jamaica japan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia \
         libya liechtenstein lithuania luxembourg macau madagascar malawi malaysia maldives mali malta mauritania mauritius \
         mexico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands \
         new_zealand nicaragua niger nigeria north_korea north_macedonia northern_ireland norway oman pakistan palau \
         palestine panama papua_new_guinea paraguay peru philippines poland portugal puerto_rico qatar romania russia rwanda samoa \
         saudi_arabia scotland senegal serbia seychelles sierra_leone singapore slovakia slovenia somalia south_africa south_korea \
         south_sudan soviet_union spain sri_lanka sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand tibet timor-leste \
         togo tonga trinidad tunisia turkey turkiye turkmenistan tuvalu uganda ukraine united_arab_emirates united_kingdom \
         united_states united_states_of_america uruguay uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe u.s us u.s.a usa u.k uk uae \
         alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana \
         maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada new_hampshire new_jersey new_mexico \
         new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina south_dakota tennessee texas utah \
         vermont west_virginia wisconsin wyoming d.c washington_d.c alberta british_columbia manitoba new_brunswick newfoundland nova_scotia \
         ontario quebec saskatchewan yukon new_south_wales queensland tasmania catalonia bavaria brittany normandy tuscany sicily crimea donbas kashmir \
         punjab gaza gaza_strip west_bank golan_heights chechnya xinjiang \
         abu_dhabi abuja accra addis_ababa adelaide aleppo algiers amman amsterdam anchorage ankara antwerp athens atlanta auckland austin \
         baghdad bali baltimore bangalore bangkok barcelona basra beijing beirut belfast belgrade bengaluru berlin bern birmingham bogota bonn boston boulder \
         brasilia bratislava bridgetown brighton brisbane bristol brooklyn brussels bucharest budapest buenos_aires buffalo cairo calcutta calgary \
         canberra cape_town caracas cardiff charlottesville chennai chicago cincinnati cleveland cologne colombo copenhagen coventry dakar dallas \
         damascus dar_es_salaam delhi denver derby des_moines detroit dhaka doha donetsk dresden dubai dublin dundee durban edinburgh edmonton el_paso exeter \
         fallujah ferguson flint florence frankfurt geneva genoa glasgow guantanamo guantanamo_bay guadalajara guangzhou hamburg hanoi harare harlem havana helsinki hiroshima ho_chi_minh_city \
         honolulu houston hull hyderabad indianapolis islamabad istanbul jakarta jerusalem johannesburg kabul kampala kandahar karachi kathmandu kharkiv khartoum \
         kiev kigali kingston kinshasa kobe kolkata krakow kuala_lumpur kyiv kyoto lagos lahore las_vegas leeds leicester leipzig lima lisbon liverpool ljubljana london \
         los_angeles louisville luxor lyon madrid managua manchester manhattan manila maputo marseille mecca medina melbourne memphis menlo_park mexico_city miami \
         milan milwaukee minneapolis minsk mogadishu mombasa montevideo montreal mosul moscow mumbai munich nagasaki nairobi naples nashville nassau new_delhi \
         new_haven new_orleans new_york_city newark newcastle nice norfolk norwich nottingham oakland odessa omaha orlando osaka oslo ottawa oxford palo_alto panama_city paris \
         perth peshawar philadelphia phnom_penh phoenix pittsburgh port-au-prince portland prague pretoria pristina pyongyang quito ramallah raleigh reno reykjavik richmond riga \
         rio_de_janeiro riyadh rome rotterdam sacramento salt_lake_city san_antonio san_bernardino san_diego san_francisco san_jose san_juan san_salvador sanaa santiago sao_paulo \
         sarajevo seattle seoul shanghai sheffield shenzhen silicon_valley skopje sofia southampton srebrenica st._louis st_louis st._petersburg stockholm strasbourg stuttgart \
         sunderland suva swansea sydney taipei tallinn tampa tashkent tbilisi tehran tel_aviv the_hague tirana tokyo toronto tripoli tucson tulsa tunis turin ulaanbaatar utrecht \
         valencia vancouver venice vienna vilnius vladivostok warsaw wellington wembley windsor winnipeg wuhan yangon yerevan york zagreb zurich salem staten_island queens bronx \
         africa america antarctica asia australasia balkans caribbean central_america central_asia east_africa eastern_europe eu europe gulf_coast latin_america middle_east midwest \
         north_africa north_america oceania scandinavia south_america southeast_asia southern_california sub-saharan_africa west_africa western_europe atlantic atlantic_ocean baltic_sea black_sea caribbean_sea gulf_of_mexico \
         indian_ocean mediterranean mediterranean_sea pacific pacific_ocean persian_gulf red_sea south_china_sea amazon_rainforest himalayas sahara sahel siberia alps andes arctic \
         westminster whitehall downing_street capitol_hill wall_street hollywood vatican_city times_square mar-a-lago pearl_harbor",
    )
});

static ENDINGS: Words = LazyLock::new(|| {
    set(
        "airport avenue bay beach boulevard canyon coast county creek desert district falls gulf harbor harbour heights highway hill hills \
         island islands isle lake lane mountain mountains ocean park parish peninsula plaza prefecture province region river road \
         sea square station strait street township valley village",
    )
});

static DEMONYMS: Words = LazyLock::new(|| {
    set(
        "afghan african albanian algerian american americans arab arabs argentine armenian asian australian australians austrian azerbaijani \
         bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese californian cambodian canadian canadians catalan chechen chilean \
         chinese christian christians colombian congolese croatian cuban cypriot czech danish dutch ecuadorian egyptian english eritrean estonian ethiopian european \
         europeans filipino finnish french georgian german germans ghanaian greek haitian hispanic hungarian icelandic indian indians indonesian iranian iraqi \
         irish islamic israeli israelis italian italians jamaican japanese jewish jordanian kazakh kenyan korean kurdish kurds kuwaiti latino latinos latvian lebanese liberian libyan \
         lithuanian malaysian maltese mexican mexicans moroccan muslim muslims native nepalese nicaraguan nigerian norwegian pakistani palestinian palestinians \
         peruvian polish portuguese romanian russian russians rwandan salvadoran saudi scottish serbian serb serbs slovak slovenian somali spanish sudanese sunni shia shiite \
         swedish swiss syrian syrians taiwanese tamil tanzanian thai tibetan tunisian turkish ugandan ukrainian ukrainians uruguayan uzbek venezuelan vietnamese \
         welsh western yemeni zimbabwean catholic catholics protestant buddhist hindu soviet communist democrat democrats democratic republican republicans nazi nazis tory tories elsalvadorian salvadorian",
    )
});

/// Whether words in lower case, joined by `_`, are the name of a place.
pub fn is_place(words: &str) -> bool {
    PLACES.contains(words) || words.strip_suffix('.').is_some_and(|bare| PLACES.contains(bare))
}

/// Whether a word in lower case ends the names of places: `county`, `river`.
pub fn is_place_ending(word: &str) -> bool {
    ENDINGS.contains(word)
}

/// Whether a word in lower case says where someone is from, or what they belong to by birth or
/// belief.
pub fn is_demonym(word: &str) -> bool {
    DEMONYMS.contains(word)
}
