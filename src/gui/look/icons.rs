//! Code points of the Phosphor icons (regular, 2.1) that the window uses; drawn with [`super::icon`].

/// `arrows-clockwise`
pub const ARROWS_CLOCKWISE: char = '\u{E094}';
/// `arrows-in-line-horizontal`
pub const ARROWS_IN_LINE_HORIZONTAL: char = '\u{E530}';
/// `arrows-left-right`
pub const ARROWS_LEFT_RIGHT: char = '\u{E0A0}';
/// `arrows-out-line-horizontal`
pub const ARROWS_OUT_LINE_HORIZONTAL: char = '\u{E534}';
/// `arrow-bend-up-left`
pub const ARROW_BEND_UP_LEFT: char = '\u{E024}';
/// `arrow-clockwise`
pub const ARROW_CLOCKWISE: char = '\u{E036}';
/// `arrow-down`
pub const ARROW_DOWN: char = '\u{E03E}';
/// `arrow-left`
pub const ARROW_LEFT: char = '\u{E058}';
/// `arrow-line-left`
pub const ARROW_LINE_LEFT: char = '\u{E062}';
/// `arrow-line-right`
pub const ARROW_LINE_RIGHT: char = '\u{E064}';
/// `arrow-right`
pub const ARROW_RIGHT: char = '\u{E06C}';
/// `arrow-square-out`
pub const ARROW_SQUARE_OUT: char = '\u{E5DE}';
/// `arrow-up`
pub const ARROW_UP: char = '\u{E08E}';
/// `arrow-u-up-left`
pub const ARROW_U_UP_LEFT: char = '\u{E08A}';
/// `arrow-u-up-right`
pub const ARROW_U_UP_RIGHT: char = '\u{E08C}';
/// `arrows-merge`
pub const ARROWS_MERGE: char = '\u{ED3E}';
/// `arrows-split`
pub const ARROWS_SPLIT: char = '\u{ED3C}';
/// `book-bookmark`
pub const BOOK_BOOKMARK: char = '\u{E0E4}';
/// `book-open-text`
pub const BOOK_OPEN_TEXT: char = '\u{E8F2}';
/// `caret-double-left`
pub const CARET_DOUBLE_LEFT: char = '\u{E128}';
/// `caret-double-right`
pub const CARET_DOUBLE_RIGHT: char = '\u{E12A}';
/// `caret-down`
pub const CARET_DOWN: char = '\u{E136}';
/// `caret-left`
pub const CARET_LEFT: char = '\u{E138}';
/// `caret-right`
pub const CARET_RIGHT: char = '\u{E13A}';
/// `caret-up`
pub const CARET_UP: char = '\u{E13C}';
/// `check`
pub const CHECK: char = '\u{E182}';
/// `check-circle`
pub const CHECK_CIRCLE: char = '\u{E184}';
/// `check-square`
pub const CHECK_SQUARE: char = '\u{E186}';
/// `circle`
pub const CIRCLE: char = '\u{E18A}';
/// `circle-dashed`
pub const CIRCLE_DASHED: char = '\u{E602}';
/// `circle-half`
pub const CIRCLE_HALF: char = '\u{E18C}';
/// `clipboard`
pub const CLIPBOARD: char = '\u{E196}';
/// `clock-counter-clockwise`
pub const CLOCK_COUNTER_CLOCKWISE: char = '\u{E1A0}';
/// `cloud-check`
pub const CLOUD_CHECK: char = '\u{E1B0}';
/// `columns`
pub const COLUMNS: char = '\u{E546}';
/// `columns-plus-right`
pub const COLUMNS_PLUS_RIGHT: char = '\u{E542}';
/// `command`
pub const COMMAND: char = '\u{E1C4}';
/// `copy`
pub const COPY: char = '\u{E1CA}';
/// `corners-out`
pub const CORNERS_OUT: char = '\u{E1D0}';
/// `crosshair`
pub const CROSSHAIR: char = '\u{E1D6}';
/// `cursor-text`
pub const CURSOR_TEXT: char = '\u{E7D8}';
/// `desktop`
pub const DESKTOP: char = '\u{E560}';
/// `dots-three`
pub const DOTS_THREE: char = '\u{E1FE}';
/// `dot-outline`
pub const DOT_OUTLINE: char = '\u{ECE0}';
/// `download-simple`
pub const DOWNLOAD_SIMPLE: char = '\u{E20C}';
/// `equals`
pub const EQUALS: char = '\u{E21C}';
/// `export`
pub const EXPORT: char = '\u{EAF0}';
/// `eye`
pub const EYE: char = '\u{E220}';
/// `eye-slash`
pub const EYE_SLASH: char = '\u{E224}';
/// `files`
pub const FILES: char = '\u{E710}';
/// `file-plus`
pub const FILE_PLUS: char = '\u{E236}';
/// `file-text`
pub const FILE_TEXT: char = '\u{E23A}';
/// `floppy-disk`
pub const FLOPPY_DISK: char = '\u{E248}';
/// `floppy-disk-back`
pub const FLOPPY_DISK_BACK: char = '\u{EAF4}';
/// `folder`
pub const FOLDER: char = '\u{E24A}';
/// `folder-open`
pub const FOLDER_OPEN: char = '\u{E256}';
/// `funnel`
pub const FUNNEL: char = '\u{E266}';
/// `gear-six`
pub const GEAR_SIX: char = '\u{E272}';
/// `git-diff`
pub const GIT_DIFF: char = '\u{E27C}';
/// `highlighter`
pub const HIGHLIGHTER: char = '\u{EC76}';
/// `house`
pub const HOUSE: char = '\u{E2C2}';
/// `info`
pub const INFO: char = '\u{E2CE}';
/// `keyboard`
pub const KEYBOARD: char = '\u{E2D8}';
/// `link`
pub const LINK: char = '\u{E2E2}';
/// `list`
pub const LIST: char = '\u{E2F0}';
/// `list-bullets`
pub const LIST_BULLETS: char = '\u{E2F2}';
/// `list-checks`
pub const LIST_CHECKS: char = '\u{EADC}';
/// `lock-simple`
pub const LOCK_SIMPLE: char = '\u{E308}';
/// `magnifying-glass`
pub const MAGNIFYING_GLASS: char = '\u{E30C}';
/// `magnifying-glass-minus`
pub const MAGNIFYING_GLASS_MINUS: char = '\u{E30E}';
/// `magnifying-glass-plus`
pub const MAGNIFYING_GLASS_PLUS: char = '\u{E310}';
/// `megaphone`
pub const MEGAPHONE: char = '\u{E324}';
/// `microphone`
pub const MICROPHONE: char = '\u{E326}';
/// `minus`
pub const MINUS: char = '\u{E32A}';
/// `moon`
pub const MOON: char = '\u{E330}';
/// `newspaper`
pub const NEWSPAPER: char = '\u{E344}';
/// `note-pencil`
pub const NOTE_PENCIL: char = '\u{E34C}';
/// `not-equals`
pub const NOT_EQUALS: char = '\u{EDA6}';
/// `paragraph`
pub const PARAGRAPH: char = '\u{E960}';
/// `pencil-simple`
pub const PENCIL_SIMPLE: char = '\u{E3B4}';
/// `plus`
pub const PLUS: char = '\u{E3D4}';
/// `prohibit`
pub const PROHIBIT: char = '\u{E3DE}';
/// `push-pin`
pub const PUSH_PIN: char = '\u{E3E2}';
/// `question`
pub const QUESTION: char = '\u{E3E8}';
/// `quotes`
pub const QUOTES: char = '\u{E660}';
/// `repeat`
pub const REPEAT: char = '\u{E3F6}';
/// `scroll`
pub const SCROLL: char = '\u{EB7A}';
/// `seal-check`
pub const SEAL_CHECK: char = '\u{E606}';
/// `selection`
pub const SELECTION: char = '\u{E69A}';
/// `selection-plus`
pub const SELECTION_PLUS: char = '\u{E69C}';
/// `selection-slash`
pub const SELECTION_SLASH: char = '\u{E69E}';
/// `sidebar-simple`
pub const SIDEBAR_SIMPLE: char = '\u{EC24}';
/// `sign-out`
pub const SIGN_OUT: char = '\u{E42A}';
/// `sliders-horizontal`
pub const SLIDERS_HORIZONTAL: char = '\u{E434}';
/// `sparkle`
pub const SPARKLE: char = '\u{E6A2}';
/// `square`
pub const SQUARE: char = '\u{E45E}';
/// `stack`
pub const STACK: char = '\u{E466}';
/// `star`
pub const STAR: char = '\u{E46A}';
/// `sun`
pub const SUN: char = '\u{E472}';
/// `swap`
pub const SWAP: char = '\u{E83C}';
/// `table`
pub const TABLE: char = '\u{E476}';
/// `tag`
pub const TAG: char = '\u{E478}';
/// `text-aa`
pub const TEXT_AA: char = '\u{E6EE}';
/// `trash`
pub const TRASH: char = '\u{E4A6}';
/// `tray-arrow-down`
pub const TRAY_ARROW_DOWN: char = '\u{E010}';
/// `tree-structure`
pub const TREE_STRUCTURE: char = '\u{E67C}';
/// `upload-simple`
pub const UPLOAD_SIMPLE: char = '\u{E4C0}';
/// `user`
pub const USER: char = '\u{E4C2}';
/// `users`
pub const USERS: char = '\u{E4D6}';
/// `users-three`
pub const USERS_THREE: char = '\u{E68E}';
/// `user-switch`
pub const USER_SWITCH: char = '\u{E756}';
/// `warning`
pub const WARNING: char = '\u{E4E0}';
/// `warning-circle`
pub const WARNING_CIRCLE: char = '\u{E4E2}';
/// `x`
pub const X: char = '\u{E4F6}';
/// `x-circle`
pub const X_CIRCLE: char = '\u{E4F8}';
