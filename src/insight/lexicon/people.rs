//! Titles, roles and given names.

use std::sync::LazyLock;

use super::common::{Words, set};

static HONORIFICS: Words = LazyLock::new(|| {
    set(
        "mr mrs ms miss mx dr prof sir dame lord lady madam madame mme monsieur fr rev hon messrs sr sra sheikh haji hajji",
    )
});

static TITLES: Words = LazyLock::new(|| {
    set(
        "president vice-president premier chancellor minister secretary senator sen sens congressman congresswoman \
         representative rep reps governor gov mayor councilman councilwoman councillor councilor alderman judge justice magistrate \
         attorney prosecutor sheriff chief deputy commissioner superintendent supt inspector detective det sergeant sgt \
         officer captain capt lieutenant lt colonel col major maj general gen admiral adm commander cmdr corporal cpl \
         private pvt constable pc marshal brigadier brig ambassador consul envoy professor dean principal chancellor \
         rector coach manager director chairman chairwoman chair speaker leader whip pope cardinal archbishop bishop \
         reverend rabbi imam father pastor brother sister king queen prince princess duke duchess emperor baron \
         baroness earl count countess ayatollah mp msp mep coroner firefighter spokesman spokeswoman spokesperson \
         candidate co-founder founder ceo undersecretary solicitor lawyer doctor nurse",
    )
});

static ROLES: Words = LazyLock::new(|| {
    set(
        "activist actor actress adviser advisor advocate agent aide ambassador analyst anchor archbishop architect \
         assistant athlete attorney author banker bishop blogger boss boy brother campaigner candidate captain \
         cardinal ceo chair chairman chairwoman chairperson chancellor chef chief citizen clergyman coach co-author co-chair co-director \
         co-founder colleague columnist commander commissioner commentator congressman congresswoman consultant coordinator \
         coroner correspondent councillor councilman councilwoman counsel couple cousin critic curator customer daughter dean defender deputy \
         designer detective developer diplomat director doctor driver economist editor employee engineer envoy executive \
         expert farmer father fellow fighter firefighter fisherman founder friend girl governor grandfather grandmother guard head historian \
         host husband inspector insider instructor investigator investor journalist judge juror justice lawmaker lawyer leader lecturer \
         legislator lieutenant lobbyist man manager marshal mayor medic member minister mother musician negotiator neighbor neighbour nurse observer \
         officer official operator organiser organizer owner painter paramedic parent participant partner passenger pastor patient person physician \
         pilot planner player poet policeman policewoman politician pollster president priest principal producer professor \
         programmer prosecutor protester protestor psychologist publisher pundit pupil regulator reporter representative researcher resident \
         retiree reviewer rival salesman scholar scientist secretary senator sergeant sheriff shopkeeper singer sister soldier \
         solicitor son source speaker spokesman spokesperson spokeswoman staffer statesman strategist student superintendent supervisor supporter surgeon survivor \
         suspect teacher teammate technician teenager tourist trader treasurer trustee user vendor veteran victim villager \
         visitor voter waiter waitress warden watchdog whip widow wife winner witness woman worker writer youngster negotiators \
         activists advisers aides allies analysts attorneys authorities campaigners coaches colleagues commentators consultants critics \
         defenders developers diplomats directors doctors economists editors employees engineers executives experts families farmers firefighters \
         friends insiders investigators journalists judges lawmakers lawyers leaders men women members neighbors neighbours observers officers \
         officials opponents organisers organizers owners parents participants people police prosecutors protesters protestors regulators relatives \
         reporters representatives republicans democrats researchers residents rescuers scholars scientists senators sources spokesmen spokespeople strategists students supporters survivors \
         teachers users veterans victims villagers voters witnesses workers writers staff",
    )
});

static MALE: Words = LazyLock::new(|| {
    set(
        "aaron abdul abdullah abel abraham adam adrian ahmad ahmed aidan alan albert alejandro alex alexander alexei alfred ali \
         allan allen alvin amir anders andre andreas andrei andrew andy angelo angus anthony antonio anwar arjun arnold arthur arturo ashraf \
         austin barack barry bart ben benedict benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brett \
         brian bruce bruno bryan byron calvin cameron carl carlos cedric chad charles charlie chris christian christopher chuck clarence \
         clark claude clay clifford clint clive cody colin conor craig curtis cyril dale damian dan daniel danny darrell \
         darren dave david dean declan denis dennis derek desmond devin dexter diego dimitri dirk dmitri dmitry dominic don donald doug \
         douglas drew duncan dustin dwight dylan earl ed eddie edgar edmund eduardo edward edwin eli elias elijah elliot elon \
         emanuel emmanuel emile enrique eric erik ernest ernesto ethan eugene evan fabio felipe felix fernando floyd francis francisco \
         franco frank franklin fred freddie frederick gabriel gareth garry gary gavin gene geoff geoffrey george gerald gerard gilbert \
         giles giorgio giovanni glen glenn gordon graham grant greg gregory guillermo gus gustavo guy hamid hans harold harrison harry \
         harvey hasan hassan hector henri henry herbert herman hiroshi howard hubert hugh hugo humberto hussein ian ibrahim igor \
         imran isaac ismail ivan jack jackson jacob jacques jaime jake jamal james jamie jan jared jason javier jay jean jeff jeffrey jeremy jerome \
         jerry jesse jesus jim jimmy joachim joaquin joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua juan julian julio \
         justin karim karl keith ken kenneth kevin khalid kim kirk klaus kofi kumar kurt kyle lamar lance larry lars laurence lawrence lee len leo leon leonard \
         leonardo leroy leslie lewis liam lindsey lloyd logan lorenzo lou louis luca lucas luis luke mahmoud malcolm manuel marc marcel marco \
         marcus mario mark marshall martin marvin mathew matt matteo matthew maurice mauricio max maxwell mehmet melvin michael michel miguel mikael mike \
         mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed morgan morris moses muhammad murray mustafa nate nathan nathaniel neal \
         ned neil nelson nicholas nick nicolas nigel noah noel norman oleg oliver olivier omar oscar osama otto owen pablo paolo pascal \
         pat patrick paul pedro pete peter phil philip philippe phillip pierre piers rafael rahul raj rajiv ralph ramon randall randy raul ravi ray \
         raymond reginald rene rex ricardo richard rick ricky rob robert roberto robin rod rodney rodrigo roger roland ron ronald ronnie rory ross roy ruben \
         rudolph rudy rupert russell ryan saeed salman salvador sam samir samuel sanjay saul scott sean sebastian sergei sergey sergio seth shane shaun shawn sid \
         sidney simon stan stanley stefan stephen steve steven stewart stuart sundar syed tariq ted terence terrence terry thaddeus theo theodore \
         thomas tim timothy toby todd tom tommy tony travis trevor tristan tyler valentin vernon victor vijay vince vincent vinod vladimir wade \
         wallace walter warren wayne wei wesley wilfred will william willie winston xavier yasser yousef youssef yuri yusuf zachary zach zhang",
    )
});

static FEMALE: Words = LazyLock::new(|| {
    set(
        "abigail adele adriana agnes aisha alexandra alexandria alice alicia alison allison alyssa amanda amber amelia amina amy ana \
         anastasia andrea angela angelina angie anita ann anna anne annette annie antonia april ashley audrey ava barbara beatrice becky belinda \
         bella bernadette beth bethany betty beverly bianca bonnie brenda bridget brittany camila camilla candice carla carly carmen carol \
         carole caroline carolyn carrie catherine cathy cecilia charlene charlotte chelsea cheryl chloe christina christine cindy claire \
         clara claudia colleen condoleezza connie constance courtney crystal cynthia daisy daniela danielle dawn deborah debbie debra delia denise diana \
         diane dianne dolores donna dora doris dorothy edith eileen elaine eleanor elena elisa elizabeth ella ellen elsa emily emma erica \
         erika erin esther eva eve evelyn faith fatima felicia fiona florence frances gabriela gabrielle gail gemma georgia geraldine \
         gertrude gillian gina ginny gisele gladys glenda gloria grace greta gwen hailey hannah harriet hazel heather heidi helen helena \
         hillary holly hope ida ilhan imelda indira ingrid irene iris irina isabel isabella isabelle ivana ivanka jackie jacqueline jane janet \
         janice jasmine jean jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia \
         juliana julie june kamala karen kate katherine kathleen kathryn kathy katie katrina kayla kellyanne kelly kerry kim kimberly \
         kirsten kristen kristin kristina laila lara latoya laura lauren laurie leah leila lena leslie leticia lily linda lindsay lisa liz \
         lois lola loretta lori lorraine louise lucia lucille lucy lydia lynn mabel maddie madeleine madeline magdalena malala mandy marcia margaret \
         maria mariam marian marianne marie marilyn marina marine marjorie marlene marsha martha mary maureen maxine megan meghan melanie melania melinda \
         melissa mercedes meredith mia michaele michelle mildred miranda miriam moira molly monica nadia nancy naomi natalia natalie natasha nellie nicola \
         nicole nikki nina nora norma olga olivia pamela patricia patty paula pauline peggy penelope penny phoebe phyllis priscilla priti priya queenie rachel ramona \
         rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary roxanne ruth sabrina sally samantha sandra sandy sara sarah sasha shannon \
         sharon shauna sheila shelley sheryl shirley sienna simone sofia sonia sophia sophie stacey stacy stella stephanie sue susan susanna susie suzanne \
         sylvia tabitha tamara tammy tania tanya tara tatiana teresa tessa thelma theresa tiffany tina tracey tracy ursula valerie vanessa vera veronica \
         vicki victoria viola violet virginia vivian wanda wendy whitney winifred yasmin yolanda yvette yvonne zara zoe",
    )
});

/// Whether a word in lower case, without its stop, is put before a name and is no part of it.
pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(word)
}

/// Whether a word in lower case, without its stop, names an office that is put before a name.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(word)
}

/// Whether a word in lower case says what someone is or does.
pub fn is_role(word: &str) -> bool {
    ROLES.contains(word)
}

/// The gender that goes with a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// Whether a word in lower case is a common given name.
pub fn is_given_name(word: &str) -> bool {
    MALE.contains(word) || FEMALE.contains(word)
}

/// The gender of a given name in lower case; `None` where it goes with both or is not known.
pub fn given_name_gender(word: &str) -> Option<Gender> {
    match (MALE.contains(word), FEMALE.contains(word)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
