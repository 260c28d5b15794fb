//! The table of commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Group, Need, Reach, Spec};
use crate::gui::look::icons;

macro_rules! commands {
    ($(
        $command:ident $name:literal $about:literal, $icon:ident $group:ident $reach:ident
        [$($shortcut:expr),*] [$($need:expr),*];
    )*) => {
        /// All that a person can do without saying more. Widgets push these; the app carries them out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Command { $(#[doc = $about] $command,)* }

        impl Command {
            /// All commands, in the order of menus.
            pub const ALL: &'static [Self] = &[$(Self::$command,)*];

            /// What is known about it.
            pub fn spec(self) -> &'static Spec {
                use Need::*;
                match self {
                    $(Self::$command => const { &Spec {
                        name: $name,
                        about: $about,
                        icon: icons::$icon,
                        group: Group::$group,
                        reach: Reach::$reach,
                        shortcuts: &[$($shortcut),*],
                        needs: &[$($need),*],
                    } },)*
                }
            }
        }
    };
}

const fn bare(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}
const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}
const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}
const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}
const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}
const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

commands! {
    OpenProject "Open project…" "Open a project folder", FOLDER_OPEN File Anywhere [ctrl(Key::O)] [];
    OpenArticles "Open articles…" "Open text files side by side", FILES File Anywhere [ctrl_shift(Key::O)] [];
    OpenSample "Open the sample" "Three reports on one event, with three reviewers", BOOK_OPEN_TEXT File Anywhere [] [];
    AddArticles "Add articles…" "Add text files to this story", FILE_PLUS File Anywhere [ctrl_shift(Key::A)] [Project, Writable];
    Save "Save" "Write the review to its file now", FLOPPY_DISK File Anywhere [ctrl(Key::S)] [Project, Writable];
    SaveProjectAs "Save project as…" "Put the project into a folder of your choice", FLOPPY_DISK_BACK File Anywhere [ctrl_shift(Key::S)] [Project];
    ImportReview "Compare with a file…" "Bring in a review file from anywhere, for comparison only", DOWNLOAD_SIMPLE File Anywhere [ctrl(Key::I)] [Project];
    Export "Export…" "Write JSON, CSV or RON for other programs", EXPORT File Anywhere [ctrl(Key::E)] [Project];
    SaveComparison "Save comparison…" "Counts, measures and groups of the comparison as JSON", EXPORT File Anywhere [] [Project, Comparing];
    SaveGroups "Save groups…" "What several reviewers marked in one place, as CSV", EXPORT File Anywhere [] [Project, Comparing];
    SwitchReviewer "Switch reviewer…" "Say who is reviewing", USER_SWITCH File Anywhere [ctrl_shift(Key::R)] [Project];
    CloseProject "Close project" "Save and go back to the welcome screen", X File Anywhere [ctrl_shift(Key::W)] [Project];
    Quit "Quit" "Save and leave", SIGN_OUT File Anywhere [ctrl(Key::Q)] [];

    Undo "Undo" "Take back the last change", ARROW_U_UP_LEFT Edit OutsideFields [ctrl(Key::Z)] [Writable, Undo];
    Redo "Redo" "Do again what was taken back", ARROW_U_UP_RIGHT Edit OutsideFields [ctrl_shift(Key::Z), ctrl(Key::Y)] [Writable, Redo];
    DeleteAnnotation "Delete annotation" "Remove the selected annotation; the text stays", TRASH Edit OutsideFields [bare(Key::Delete), bare(Key::Backspace)] [Writable, Annotation];
    CopyAsText "Copy annotations as text" "The words of the chosen annotations with their labels and places; of all that are listed where none is chosen", COPY Edit OutsideFields [] [Project];
    CopyAsCsv "Copy annotations as CSV" "The same as a table for spreadsheets", COPY Edit OutsideFields [] [Project];
    SelectListed "Select all listed" "All annotations that the list or the table shows, to change them together", SELECTION Edit Anywhere [alt_shift(Key::A)] [Project, Reading];
    EditNote "Note" "Write a note on the selected annotation", NOTE_PENCIL Edit Anywhere [bare(Key::F2)] [Writable, Annotation];
    SetSpeaker "Set speaker…" "Say who is quoted: point at a name, or search for one", MICROPHONE Edit OutsideFields [alt(Key::S)] [Writable, Sayable];
    StartLeftByChar "Start one character left" "Move the start of the selected annotation", CARET_LEFT Edit OutsideFields [alt(Key::H)] [Writable, Annotation];
    StartRightByChar "Start one character right" "Move the start of the selected annotation", CARET_RIGHT Edit OutsideFields [alt(Key::J)] [Writable, Annotation];
    EndLeftByChar "End one character left" "Move the end of the selected annotation", CARET_LEFT Edit OutsideFields [alt(Key::K)] [Writable, Annotation];
    EndRightByChar "End one character right" "Move the end of the selected annotation", CARET_RIGHT Edit OutsideFields [alt(Key::L)] [Writable, Annotation];
    StartLeftByWord "Start one word left" "Move the start of the selected annotation", CARET_DOUBLE_LEFT Edit OutsideFields [alt_shift(Key::ArrowLeft)] [Writable, Annotation];
    StartRightByWord "Start one word right" "Move the start of the selected annotation", CARET_DOUBLE_RIGHT Edit OutsideFields [alt_shift(Key::ArrowRight)] [Writable, Annotation];
    EndLeftByWord "End one word left" "Move the end of the selected annotation", CARET_DOUBLE_LEFT Edit OutsideFields [alt(Key::ArrowLeft)] [Writable, Annotation];
    EndRightByWord "End one word right" "Move the end of the selected annotation", CARET_DOUBLE_RIGHT Edit OutsideFields [alt(Key::ArrowRight)] [Writable, Annotation];
    AddPiece "Add words to the annotation" "Add the selected words as another piece of the selected annotation", SELECTION_PLUS Edit OutsideFields [alt(Key::A)] [Writable, Annotation, Selection];
    NextPiece "Next piece" "Choose a piece of the selected annotation: the keys for ends then move its ends", SELECTION Edit OutsideFields [alt(Key::P)] [Annotation, Pieces];
    RemovePiece "Remove piece" "Take the chosen piece out of the selected annotation; without one chosen, the last", SELECTION_SLASH Edit OutsideFields [alt_shift(Key::P)] [Writable, Annotation, Pieces];

    OpenTagPalette "Tag…" "Choose a label for the selected words", TAG Tag OutsideFields [ctrl(Key::T)] [Writable, Selection];
    RepeatLastLabel "Repeat last label" "Tag the selected words with the label used last", REPEAT Tag Text [bare(Key::Enter)] [Writable, Selection, LastLabel];
    MarkAllSame "Mark all the same…" "Every place with the same words, in this article or in all", STACK Tag OutsideFields [ctrl_shift(Key::M)] [Writable, SelectionOrAnnotation];
    TagResults "Tag all results…" "Tag all that the find bar has found, in one step", HIGHLIGHTER Tag Anywhere [ctrl(Key::Enter)] [Writable, Reading, Found];
    ToggleSticky "Tag every selection" "Keep the label used last: each selection is tagged at once", HIGHLIGHTER Tag OutsideFields [ctrl(Key::M)] [Writable, LastLabel];
    Relabel "Change label…" "Choose another label for the selected annotation", SWAP Tag OutsideFields [ctrl(Key::L)] [Writable, Annotation];
    GrowSelection "Grow selection" "From word to sentence to paragraph", CARET_DOUBLE_RIGHT Tag Text [alt_shift(Key::ArrowUp)] [];
    ShrinkSelection "Shrink selection" "From paragraph to sentence to word", CARET_DOUBLE_LEFT Tag Text [alt_shift(Key::ArrowDown)] [Selection];
    CycleStatus "Next article status" "Not started, in progress, done", CHECK_CIRCLE Tag OutsideFields [ctrl(Key::D)] [Project, Writable];

    Codebook "Codebook…" "Labels, their colours, keys, attributes and guidelines", BOOK_BOOKMARK Codebook Anywhere [ctrl_shift(Key::K)] [Project];
    NewLabel "New label…" "Add a label to the codebook", TAG Codebook Anywhere [ctrl(Key::N)] [Project, Writable];
    NewLabelUnder "New label under this…" "Add a label under the chosen one", TREE_STRUCTURE Codebook Anywhere [] [Writable, Label];
    LabelUp "Move label up" "Before the one above it", ARROW_UP Codebook OutsideFields [ctrl_shift(Key::ArrowUp)] [Writable, Label];
    LabelDown "Move label down" "After the one below it", ARROW_DOWN Codebook OutsideFields [ctrl_shift(Key::ArrowDown)] [Writable, Label];
    LabelIn "Move label in" "Under the one above it", ARROW_LINE_RIGHT Codebook OutsideFields [ctrl_shift(Key::ArrowRight)] [Writable, Label];
    LabelOut "Move label out" "Out of the label that it stands under", ARROW_LINE_LEFT Codebook OutsideFields [ctrl_shift(Key::ArrowLeft)] [Writable, Label];
    MergeLabel "Merge label…" "Give its annotations another label, in all reviews", ARROWS_MERGE Codebook Anywhere [] [Writable, Label];
    SplitLabel "Split label…" "Give a part of its annotations a label of their own, in all reviews", ARROWS_SPLIT Codebook Anywhere [] [Writable, Label];
    DeleteLabel "Delete label…" "Asks what becomes of its annotations", TRASH Codebook OutsideFields [ctrl(Key::Delete), ctrl(Key::Backspace)] [Writable, Label];
    ImportCodebook "Import codebook…" "Bring in labels from a file or another project", DOWNLOAD_SIMPLE Codebook Anywhere [] [Project, Writable];
    ExportCodebook "Export codebook…" "Write the labels to a file of their own", EXPORT Codebook Anywhere [] [Project];

    SameAs "The same as…" "Say what the selected annotation is the same as: point at it in any column, or search for it", EQUALS Tie OutsideFields [alt(Key::T)] [Writable, Reading, Annotation];
    TakeOffer "Take what is offered" "Tie what was tagged last to the thing of the same name", CHECK Tie OutsideFields [bare(Key::Equals)] [Writable, Reading, Offer];
    NameCluster "Name or wording…" "Name the entity, word the claim or statement; one annotation alone can have a name too", TAG Tie OutsideFields [shift(Key::F2)] [Writable, Reading, Annotation];
    NoteOnCluster "Note on all that is the same" "Write a note on the entity, claim or statement", NOTE_PENCIL Tie OutsideFields [ctrl(Key::F2)] [Writable, Reading, Annotation, Clustered];
    Untie "Untie" "Take the selected annotation out; the others stay tied", X Tie OutsideFields [alt(Key::U)] [Writable, Annotation, Clustered];
    SplitCluster "Split…" "Tick those that are something else", SWAP Tie OutsideFields [alt_shift(Key::T)] [Writable, Reading, Annotation, Clustered];
    DeleteCluster "Untie all" "Nothing of it is the same any more; the annotations stay", TRASH Tie OutsideFields [alt_shift(Key::U)] [Writable, Annotation, Clustered];
    LinkTo "Link to…" "Supports, contradicts, is about: point at the other end in any column, or search for it", LINK Tie OutsideFields [alt(Key::R)] [Writable, Reading, Annotation];
    NextLink "Next link" "Go through the links of the selected annotation", ARROW_DOWN Tie OutsideFields [alt(Key::N)] [Reading, Annotation, Linked];
    FollowLink "Go to the other end" "Select what the link leads to", ARROW_SQUARE_OUT Tie OutsideFields [alt_shift(Key::N)] [Reading, Annotation, Link];
    ChangeLink "Change link…" "Another kind, or the other way round", SWAP Tie OutsideFields [alt_shift(Key::R)] [Writable, Reading, Annotation, Link];
    ReverseLink "Turn link round" "Let it lead the other way", ARROWS_LEFT_RIGHT Tie OutsideFields [alt(Key::X)] [Writable, Annotation, Link];
    NoteOnLink "Note on link" "Write a note on the selected link", NOTE_PENCIL Tie OutsideFields [ctrl_shift(Key::F2)] [Writable, Reading, Annotation, Link];
    DeleteLink "Remove link" "Both ends stay", TRASH Tie OutsideFields [alt(Key::Delete), alt(Key::Backspace)] [Writable, Annotation, Link];

    ViewSettle "Settle…" "Decide what reviewers differ about; the consensus is a review of its own", SEAL_CHECK Settle Anywhere [bare(Key::F5)] [Project];
    SettleTake1 "Take the first’s" "What the first reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num1)] [Writable, GroupShown, Reviewer(1)];
    SettleTake2 "Take the second’s" "What the second reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num2)] [Writable, GroupShown, Reviewer(2)];
    SettleTake3 "Take the third’s" "What the third reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num3)] [Writable, GroupShown, Reviewer(3)];
    SettleTake4 "Take the fourth’s" "What the fourth reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num4)] [Writable, GroupShown, Reviewer(4)];
    SettleTake5 "Take the fifth’s" "What the fifth reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num5)] [Writable, GroupShown, Reviewer(5)];
    SettleTake6 "Take the sixth’s" "What the sixth reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num6)] [Writable, GroupShown, Reviewer(6)];
    SettleTake7 "Take the seventh’s" "What the seventh reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num7)] [Writable, GroupShown, Reviewer(7)];
    SettleTake8 "Take the eighth’s" "What the eighth reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num8)] [Writable, GroupShown, Reviewer(8)];
    SettleTake9 "Take the ninth’s" "What the ninth reviewer has stands, or nothing where they have nothing", CHECK Settle OutsideFields [bare(Key::Num9)] [Writable, GroupShown, Reviewer(9)];
    SettleBoth "Take both" "All of them stand", STACK Settle OutsideFields [bare(Key::B)] [Writable, GroupShown, Several];
    SettleNothing "Take neither" "Nothing stands here; that is a decision too", PROHIBIT Settle OutsideFields [bare(Key::N)] [Writable, GroupShown];
    SettleEdit "Edit the decision…" "Other ends, another label, other attributes than anyone has", PENCIL_SIMPLE Settle OutsideFields [bare(Key::E)] [Writable, GroupShown];
    SettleSplit "Split the group" "They do not belong together: decide each for itself", ARROWS_LEFT_RIGHT Settle OutsideFields [bare(Key::S)] [Writable, GroupShown, Several];
    SettlePostpone "Postpone" "Put it off; it stays in the list", CLOCK_COUNTER_CLOCKWISE Settle OutsideFields [bare(Key::P)] [Writable, GroupShown];
    SettleReason "Reason…" "Say why, from the list of the codebook", NOTE_PENCIL Settle OutsideFields [bare(Key::R)] [Writable, GroupShown];
    SettleTakeBack "Take the decision back" "The group is open again", ARROW_U_UP_LEFT Settle OutsideFields [bare(Key::T)] [Writable, GroupShown, DecidedGroup];
    SettleIdentical "Accept what all agree on" "Everything on which all reviewers say the same, in one step that can be undone", EQUALS Settle OutsideFields [bare(Key::A)] [Writable, Settling, IdenticalGroups];
    SettleMajority "By majority…" "See what more than half say and where there is a tie, then accept it", USERS Settle OutsideFields [bare(Key::M)] [Settling];
    SettleBlind "Hide names" "Hide and shuffle the reviewers’ names, so that they sway nobody", EYE_SLASH Settle OutsideFields [bare(Key::H)] [Settling];
    SettleMine "What became of my marks" "Your marks against the consensus, with the reasons; what is to be mended in the guideline", USER Settle OutsideFields [bare(Key::W)] [Settling];
    SettleNext "Next group" "The next in the queue, decided or not", ARROW_DOWN Settle OutsideFields [bare(Key::ArrowDown)] [Settling, GroupShown];
    SettlePrevious "Previous group" "The one before in the queue", ARROW_UP Settle OutsideFields [bare(Key::ArrowUp)] [Settling, GroupShown];

    FindQuotes "Find quotes" "Quotes with their speakers, as suggestions: nothing is marked before you accept it", QUOTES Found Anywhere [ctrl_shift(Key::Q)] [Project];
    ShowDiscrepancies "Find discrepancies" "Where the articles differ in meaning: numbers, dates, names, who said it", NOT_EQUALS Found Anywhere [ctrl_shift(Key::D)] [Project];
    ShowStatements "Statements" "Every printing of what somebody said, one above the other", STACK Found Anywhere [ctrl_shift(Key::E)] [Project];
    FindNames "Find names" "Names as suggestions, grouped by what they likely name", USER Found Anywhere [ctrl_shift(Key::N)] [Project];
    CarryOver "Carry over…" "Where other articles have the words of the selected annotation: take it over there", COPY Found Anywhere [ctrl(Key::R)] [Project, Reading];
    FindElsewhere "Find this claim elsewhere" "The five sentences of each other article that are most like the selected annotation", MAGNIFYING_GLASS_PLUS Found Anywhere [ctrl_shift(Key::F)] [Project, Reading, Annotation];
    NextFound "Next found" "Go to the next of what was found", CARET_DOWN Found Anywhere [bare(Key::F7)] [Project, Reading, Findings];
    PreviousFound "Found before" "Go to the one before", CARET_UP Found Anywhere [shift(Key::F7)] [Project, Reading, Findings];
    AcceptFound "Accept suggestion" "Mark what is suggested, with its speaker", CHECK Found OutsideFields [alt(Key::Y)] [Writable, Reading, Suggested];
    RejectFound "Reject suggestion" "It is not suggested again", X Found OutsideFields [alt(Key::D)] [Writable, Reading, Suggested];
    EditFound "Change suggestion" "Select other words for it, then accept", PENCIL_SIMPLE Found OutsideFields [alt(Key::E)] [Writable, Reading, Suggested];
    AcceptSure "Accept all that are sure" "Mark all suggestions that are as sure as chosen, in one step", SEAL_CHECK Found OutsideFields [alt_shift(Key::Y)] [Writable, Reading, Sure];
    RuleError "Rule: error" "One of the articles is wrong", WARNING Found OutsideFields [alt(Key::Num5)] [Writable, Reading, Discrepancy];
    RuleUpdate "Rule: update" "One of the articles knew more, because it came later", CLOCK_COUNTER_CLOCKWISE Found OutsideFields [alt(Key::Num6)] [Writable, Reading, Discrepancy];
    RuleStyle "Rule: style" "The same in other words", TEXT_AA Found OutsideFields [alt(Key::Num7)] [Writable, Reading, Discrepancy];
    RuleHarmless "Rule: harmless" "They differ, and nobody is misled", CHECK_CIRCLE Found OutsideFields [alt(Key::Num8)] [Writable, Reading, Discrepancy];
    RuleOpen "Rule: open" "Looked at and not settled", QUESTION Found OutsideFields [alt(Key::Num9)] [Writable, Reading, Discrepancy];
    NoteOnRuling "Note on discrepancy" "Write a note on the discrepancy", NOTE_PENCIL Found OutsideFields [alt_shift(Key::D)] [Writable, Reading, Discrepancy];
    SetAbsent "Looked: not there" "Say that the article does not have what the row stands for, or take that back", X_CIRCLE Found OutsideFields [alt(Key::M)] [Writable, Cell];

    NextAnnotation "Next annotation" "Select the next annotation of this article", ARROW_DOWN Go Text [bare(Key::Tab)] [Annotations];
    PreviousAnnotation "Previous annotation" "Select the annotation before", ARROW_UP Go Text [shift(Key::Tab)] [Annotations];
    SelectUnderCaret "Select annotation here" "Select the annotation under the caret", CURSOR_TEXT Go Text [alt(Key::Enter)] [UnderCaret];
    CycleOverlapping "Next annotation here" "Go through the annotations that share this place", STACK Go OutsideFields [alt(Key::ArrowDown)] [Overlapping];
    NextQuoteCue "Next untagged quote" "Words in quote marks that no quote covers yet; the status line says why", QUOTES Go OutsideFields [alt(Key::Q)] [Project, Reading];
    PreviousQuoteCue "Untagged quote before" "The same, backwards", QUOTES Go OutsideFields [alt_shift(Key::Q)] [Project, Reading];
    NextClaimCue "Next untagged claim" "A sentence that reports, counts or foresees, and that no claim touches yet; the status line says why", MEGAPHONE Go OutsideFields [alt(Key::C)] [Project, Reading];
    PreviousClaimCue "Untagged claim before" "The same, backwards", MEGAPHONE Go OutsideFields [alt_shift(Key::C)] [Project, Reading];
    Find "Find…" "Find words in all articles, notes and attributes", MAGNIFYING_GLASS Go Anywhere [ctrl(Key::F)] [Project, Reading];
    FindNext "Next hit" "Go to the next place that was found", ARROW_DOWN Go Anywhere [bare(Key::F3)] [Project, Reading];
    FindPrevious "Previous hit" "Go to the place that was found before", ARROW_UP Go Anywhere [shift(Key::F3)] [Project, Reading];
    NextDifference "Next difference" "Where the reviewers differ next", CARET_DOUBLE_RIGHT Go Anywhere [bare(Key::F8)] [Comparing, Differences];
    PreviousDifference "Previous difference" "Where the reviewers differed before", CARET_DOUBLE_LEFT Go Anywhere [shift(Key::F8)] [Comparing, Differences];
    NextPassage "Next shared passage" "Go to the next stretch that another article has too, and show its printings", CARET_DOWN Go Anywhere [alt(Key::V)] [Project, Reading, Shared];
    PreviousPassage "Previous shared passage" "Go to the shared stretch before, and show its printings", CARET_UP Go Anywhere [alt_shift(Key::V)] [Project, Reading, Shared];
    ShowPrintings "Printings of this passage" "Bring the shared passage at the caret to the same height in all columns, and stack its printings", STACK Go OutsideFields [alt(Key::Z)] [Project, Reading, Shared];
    FocusList "Annotation list" "Put the keyboard into the list of annotations", LIST_BULLETS Go Anywhere [ctrl_shift(Key::L)] [Project];
    GoToText "Text of the annotation" "Put the keyboard into the text, at the selected annotation", CURSOR_TEXT Go OutsideFields [] [Annotation];
    FocusInspector "Inspector" "Put the keyboard into the selected annotation’s fields", SIDEBAR_SIMPLE Go Anywhere [ctrl_shift(Key::I)] [Project];
    NextPart "Next part of the window" "Sidebar, columns, inspector in turn", ARROWS_CLOCKWISE Go Anywhere [bare(Key::F6)] [Project];
    PreviousPart "Previous part of the window" "The same, backwards", ARROWS_CLOCKWISE Go Anywhere [shift(Key::F6)] [Project];

    FocusColumn1 "First column" "Put the keyboard into the first column", COLUMNS Columns Anywhere [ctrl(Key::Num1)] [Project, Reading, Columns(1)];
    FocusColumn2 "Second column" "Put the keyboard into the second column", COLUMNS Columns Anywhere [ctrl(Key::Num2)] [Project, Reading, Columns(2)];
    FocusColumn3 "Third column" "Put the keyboard into the third column", COLUMNS Columns Anywhere [ctrl(Key::Num3)] [Project, Reading, Columns(3)];
    FocusColumn4 "Fourth column" "Put the keyboard into the fourth column", COLUMNS Columns Anywhere [ctrl(Key::Num4)] [Project, Reading, Columns(4)];
    FocusColumn5 "Fifth column" "Put the keyboard into the fifth column", COLUMNS Columns Anywhere [ctrl(Key::Num5)] [Project, Reading, Columns(5)];
    FocusColumn6 "Sixth column" "Put the keyboard into the sixth column", COLUMNS Columns Anywhere [ctrl(Key::Num6)] [Project, Reading, Columns(6)];
    NextColumn "Next column" "Put the keyboard into the column to the right", ARROW_RIGHT Columns Anywhere [ctrl(Key::PageDown)] [Project, Reading, Columns(2)];
    PreviousColumn "Previous column" "Put the keyboard into the column to the left", ARROW_LEFT Columns Anywhere [ctrl(Key::PageUp)] [Project, Reading, Columns(2)];
    ChooseColumns "Choose columns…" "Which articles stand side by side", COLUMNS_PLUS_RIGHT Columns Anywhere [ctrl(Key::J)] [Project, Reading];
    MoveColumnLeft "Move column left" "Swap with the column to the left", ARROW_LINE_LEFT Columns Anywhere [ctrl_shift(Key::PageUp)] [Project, Reading, Columns(2)];
    MoveColumnRight "Move column right" "Swap with the column to the right", ARROW_LINE_RIGHT Columns Anywhere [ctrl_shift(Key::PageDown)] [Project, Reading, Columns(2)];
    CloseColumn "Close column" "The article stays in the story", X_CIRCLE Columns Anywhere [ctrl(Key::W)] [Project, Reading, Columns(2)];
    ReopenColumn "Bring column back" "Open the column that was closed last", CLOCK_COUNTER_CLOCKWISE Columns Anywhere [ctrl_shift(Key::T)] [Project, Reading, ClosedColumn];
    WidenColumn "Wider column" "Give this column more room", ARROWS_OUT_LINE_HORIZONTAL Columns OutsideFields [alt(Key::Plus), alt(Key::Equals)] [Project, Reading, Columns(2)];
    NarrowColumn "Narrower column" "Give this column less room", ARROWS_IN_LINE_HORIZONTAL Columns OutsideFields [alt(Key::Minus)] [Project, Reading, Columns(2)];
    ResetColumns "Even columns" "Give all columns the same width", COLUMNS Columns OutsideFields [alt(Key::Num0)] [Project, Reading, Columns(2)];

    ToggleRibbons "Ribbons" "Join what neighbouring columns share, word for word or nearly", LINK Columns OutsideFields [alt(Key::B)] [Project, Reading, Columns(2)];
    ToggleTogether "Scroll together" "The columns stay at the same content; with Alt the wheel moves one alone", EQUALS Columns OutsideFields [alt(Key::G)] [Project, Reading, Columns(2)];
    ToggleOnlyHere "Only here" "Fade what other articles have too: what stays has no matching wording elsewhere", CIRCLE_HALF Columns OutsideFields [alt(Key::O)] [Project, Reading];
    ToggleFurniture "Count or leave out" "Captions, bylines and bios are left out of the counts: count the one at the caret, or leave it out again", EYE_SLASH Edit OutsideFields [alt(Key::F)] [Writable, Reading];
    ToggleStyleDifferences "Style differences" "Where printings are compared, mark spelling, case and punctuation too", TEXT_AA Columns OutsideFields [alt(Key::W)] [Project, Reading];

    ViewRead "Read" "Articles side by side", BOOK_OPEN_TEXT View Anywhere [alt(Key::Num1)] [Project];
    ViewCompare "Compare" "Reviewers against each other", GIT_DIFF View Anywhere [alt(Key::Num2)] [Project];
    ViewMatrix "Matrix" "What is claimed, said and named, article by article", TABLE View Anywhere [alt(Key::Num3)] [Project];
    ViewOverview "Overview" "Who has done what on every story", USERS_THREE View Anywhere [alt(Key::Num4)] [Project];
    ToggleSidebar "Show sidebar" "Articles and labels, on the left", SIDEBAR_SIMPLE View Anywhere [ctrl(Key::B), bare(Key::F9)] [Project];
    ToggleInspector "Show inspector" "The selected annotation, on the right", SIDEBAR_SIMPLE View Anywhere [ctrl_shift(Key::B), shift(Key::F9)] [Project];
    ToggleTable "Show table" "All annotations as a table, under the columns", TABLE View Anywhere [bare(Key::F4)] [Project];
    ToggleNotes "Show notes" "All notes and open questions, under the columns", LIST_CHECKS View Anywhere [shift(Key::F4)] [Project];
    ZoomIn "Zoom in" "Everything larger", MAGNIFYING_GLASS_PLUS View Anywhere [ctrl(Key::Plus), ctrl(Key::Equals)] [];
    ZoomOut "Zoom out" "Everything smaller", MAGNIFYING_GLASS_MINUS View Anywhere [ctrl(Key::Minus)] [];
    ZoomReset "Actual size" "Back to 100 %", MAGNIFYING_GLASS View Anywhere [ctrl(Key::Num0)] [];
    LargerText "Larger text" "Only the articles’ text", TEXT_AA View OutsideFields [] [];
    SmallerText "Smaller text" "Only the articles’ text", TEXT_AA View OutsideFields [] [];
    LooserLines "More space between lines" "Only the articles’ text", TEXT_AA View OutsideFields [] [];
    TighterLines "Less space between lines" "Only the articles’ text", TEXT_AA View OutsideFields [] [];
    LongerLines "Longer lines" "How many letters a line of an article holds at most", TEXT_AA View OutsideFields [] [];
    ShorterLines "Shorter lines" "How many letters a line of an article holds at most", TEXT_AA View OutsideFields [] [];
    ToggleFace "Serif or sans serif" "What the articles are set in", TEXT_AA View OutsideFields [] [];
    ColorByKind "Colour marks by kind" "All labels of a kind in one colour, or each label in its own", HIGHLIGHTER View OutsideFields [] [];
    ShowAllMarks "Show all marks" "Nothing hidden or dimmed any more", EYE View OutsideFields [] [Project];
    ThemeLight "Light theme" "Dark ink on paper", SUN View Anywhere [] [];
    ThemeDark "Dark theme" "Light ink on a dark ground", MOON View Anywhere [] [];
    ThemeSystem "Theme of the desktop" "Light or dark, as the desktop says", DESKTOP View Anywhere [] [];
    FullScreen "Full screen" "The window alone on the screen", CORNERS_OUT View Anywhere [bare(Key::F11)] [];

    CommandPalette "Search or command…" "Find anything and do it", COMMAND Help Anywhere [ctrl(Key::K), ctrl_shift(Key::P)] [];
    ShowKeys "Keys" "All shortcuts, searchable", KEYBOARD Help Anywhere [bare(Key::F1)] [];
    ShowLog "Messages" "All that the program has said, with times", SCROLL Help Anywhere [bare(Key::F12)] [];
    About "About Parallax" "Version, licences, where things are kept", INFO Help Anywhere [] [];
}
