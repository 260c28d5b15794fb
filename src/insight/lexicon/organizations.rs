//! Organizations, and words that are part of their names.

use std::sync::LazyLock;

use super::common::{Words, set};

static WORDS: Words = LazyLock::new(|| {
    set(
        "academy administration agency airline airlines airways alliance army assembly associates association authority \
         bank board brotherhood bureau cabinet campaign center centre chamber church club coalition college command commission \
         committee company confederation conference congress consortium constabulary co cooperative corp corporation council court \
         daily department directorate division embassy enterprises federation firm fleet force forces forum foundation front fund \
         government group guard guardian herald holdings hospital house inc inquirer institute institution intelligence \
         international journal judiciary laboratories laboratory league legislature library ltd llc llp magazine media \
         ministry mission monitor movement museum navy network news office ombudsman orchestra organisation organization parliament \
         partners partnership party plc police post press project regime register registry reserve school secretariat senate service services \
         society studios syndicate team telegraph times treasury tribunal tribune trust union university watch watchdog",
    )
});

/// Printed in capitals; a few papers print the longer ones like words.
static ACRONYMS: Words = LazyLock::new(|| {
    set(
        "abc aclu afp ap asean at&t atf au bae bbc bp cbc cbs cdc cia cnbc cnn cps c-span dea dhs dnc doj dot dpa dup dw ecb epa espn eu \
         faa fbi fcc fda fema fifa fsb ftc g20 g7 gchq gm gop hbo hhs hsbc hud iaea ibm icc ice icrc imf ira irs isil isis itv \
         kgb kpmg lapd mi5 mi6 msf msnbc naacp nasa nato nbc ncaa nhc nhs nhtsa nih nlrb noaa npr nra nsa nsc ntsb nyclu nypd nyt nytimes \
         oecd ofcom ofsted omb opec osce osha pbs rnc rspca scotus sdf sec snp swat tsa tuc ucla uefa ukip un unesco unhcr unicef usaid uscis \
         usda usgs wada who wto wwf cnet dfat asio afl nfl nba nhl mlb mls fa rfu ioc wta atp ufc wwe nfu rmt bma gmc nmc rcn mps",
    )
});

/// Acronyms that are printed like words too.
static LIKE_WORDS: Words = LazyLock::new(|| {
    set("asean fifa isis nasa nato ofcom ofsted opec uefa ukip unesco unicef bafta interpol europol")
});

static KNOWN: Words = LazyLock::new(|| {
    set(
        "adidas airbnb airbus al-qaeda al-qaida alibaba alphabet amazon amnesty apple astrazeneca barclays bloomberg boeing buzzfeed bytedance \
         citigroup comcast congress deloitte ebay europol exxonmobil facebook goldman google hamas hezbollah huawei ikea instagram intel interpol \
         jpmorgan kremlin labour lockheed lyft mcdonald's meta microsoft netflix newsguard nike nissan oxfam parliament paypal pentagon pepsi pfizer \
         qantas reddit reuters roscosmos ryanair samsung senate siemens snapchat sony spacex spotify starbucks taliban telegram tesla tiktok toyota \
         treasury twitter uber ubisoft unilever vatican verizon vodafone volkswagen walmart whatsapp wikileaks wikipedia xinhua yahoo yougov youtube \
         zoom white_house red_cross supreme_court scotland_yard home_office downing_street new_york_times washington_post wall_street_journal associated_press \
         human_rights_watch amnesty_international goldman_sachs lockheed_martin fox_news sky_news boko_haram al_jazeera islamic_state federal_reserve \
         bank_of_england european_union european_commission united_nations world_bank general_motors",
    )
});

/// Whether a word in lower case stands in names of organizations: `committee`, `ministry`.
pub fn is_organization_word(word: &str) -> bool {
    WORDS.contains(word.strip_suffix('.').unwrap_or(word))
}

/// Whether words in lower case, joined by `_`, are the name of a well-known organization. `capitals`
/// says whether they are printed in capitals throughout.
pub fn is_organization(words: &str, capitals: bool) -> bool {
    KNOWN.contains(words) || LIKE_WORDS.contains(words) || (capitals && ACRONYMS.contains(words))
}
