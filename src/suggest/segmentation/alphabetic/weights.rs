//! The weights of signs, as log-odds.
//!
//! Set by hand from what is known of newspapers in alphabetic scripts: a line that
//! breaks off although the next word had room was set as a title; capitals and Title
//! Case mark heads; a hyphen or an open full line above means running text. They are not fitted
//! to pages.

use super::label::Label;
use super::signs::Sign;

/// What each sign says for a label.
pub(super) const SIGNS: &[(Label, &[(Sign, f32)])] = &[
    (
        Label::Title,
        &[
            (Sign::Always, -2.0),
            (Sign::Caps, 3.5),
            (Sign::CapsFinal, 3.0),
            (Sign::TitleCase, 1.5),
            (Sign::LowerStart, -0.5),
            (Sign::RunsOn, -2.0),
            (Sign::EndFinal, -3.0),
            (Sign::EndComma, -2.0),
            (Sign::Room, 2.5),
            (Sign::Narrow, 1.0),
            (Sign::Full, -1.0),
            (Sign::Wider, 2.5),
            (Sign::Long, -8.0),
            (Sign::SetOffAbove, 1.0),
            (Sign::SetOffBelow, 0.7),
            (Sign::AfterOpen, -2.0),
            (Sign::AfterHyphen, -5.0),
            (Sign::AfterTitleLike, 1.0),
            (Sign::AfterCaps, 2.5),
            (Sign::Greets, -6.0),
            (Sign::BeforeLower, -1.0),
            (Sign::BeforeByline, 2.5),
            (Sign::BeforeDateline, 2.0),
            (Sign::FewWords, 0.5),
            (Sign::ManyWords, -1.0),
            (Sign::InnerFinal, -2.5),
            (Sign::OpenStanza, 3.0),
            (Sign::Alone, 6.5),
            (Sign::Leads, 3.0),
            (Sign::EndCall, 1.5),
            (Sign::BeforeIndent, 3.0),
            (Sign::Indented, -4.0),
            (Sign::Closing, -7.0),
            (Sign::Running, -6.0),
            (Sign::Imprint, -6.0),
            (Sign::Bullet, -5.0),
            (Sign::Tabular, -4.0),
            (Sign::Rule, -9.0),
            (Sign::Byline, -7.0),
            (Sign::Dateline, -5.0),
            (Sign::RunIn, -2.5),
            (Sign::Salutation, -6.0),
            (Sign::Folio, -6.0),
            (Sign::Continued, -8.0),
            (Sign::Section, 1.5),
            (Sign::Picture, -1.5),
            (Sign::Credit, -7.0),
            (Sign::Signature, -6.0),
            (Sign::Numbered, -0.5),
            (Sign::Repeated, -1.5),
            (Sign::Known, -5.0),
            (Sign::Junk, -4.0),
        ],
    ),
    (
        Label::Byline,
        &[
            (Sign::Always, -5.0),
            (Sign::Byline, 9.0),
            (Sign::Signature, 11.0),
            (Sign::LowerStart, -2.0),
            (Sign::Closing, -6.0),
            (Sign::Salutation, -9.0),
            (Sign::AfterOpen, -1.5),
            (Sign::AfterHyphen, -6.0),
            (Sign::Long, -6.0),
        ],
    ),
    (
        Label::Dateline,
        &[
            (Sign::Always, -6.0),
            (Sign::Dateline, 10.0),
            (Sign::Closing, -12.0),
            (Sign::AfterOpen, -4.0),
            (Sign::AfterHyphen, -6.0),
        ],
    ),
    (
        Label::Text,
        &[(Sign::Tabular, 1.0), (Sign::AfterHyphen, 1.0)],
    ),
    (
        Label::Furniture,
        &[
            (Sign::Always, -5.0),
            (Sign::Folio, 6.5),
            (Sign::Running, 11.0),
            (Sign::Imprint, 11.0),
            (Sign::Continued, 11.0),
            (Sign::Rule, 12.0),
            (Sign::Top, 1.0),
            (Sign::Foot, 0.5),
            (Sign::Repeated, 4.5),
            (Sign::Known, 11.0),
            (Sign::Junk, 5.0),
            (Sign::AfterHyphen, -3.0),
        ],
    ),
];

/// What it says that one label follows another; 0 for pairs that are not given.
pub(super) const STEPS: &[(Label, Label, f32)] = &[
    (Label::Title, Label::Title, 0.8),
    (Label::Title, Label::Byline, 1.0),
    (Label::Title, Label::Dateline, 1.5),
    (Label::Text, Label::Text, 0.8),
    (Label::Dateline, Label::Text, 1.0),
    (Label::Dateline, Label::Title, -1.5),
    (Label::Dateline, Label::Byline, -1.5),
    (Label::Byline, Label::Dateline, 0.7),
    (Label::Text, Label::Title, -0.3),
    (Label::Text, Label::Byline, -4.0),
    (Label::Furniture, Label::Furniture, 0.5),
];

/// What joins or parts two neighbouring stretches of text, as log-odds that a new article
/// begins at the lower one.
pub(super) mod boundary {
    /// A head stands between them.
    pub const HEAD: f32 = 0.8;
    /// Nothing stands between them.
    pub const BARE: f32 = -4.0;
    /// The head is followed by a byline or a dateline.
    pub const ATTRIBUTED: f32 = 4.0;
    /// The head has several lines or many words.
    pub const LARGE: f32 = 1.5;
    /// One line of three words or fewer.
    pub const SMALL: f32 = -0.7;
    /// The head is set like those that surely open articles, or otherwise.
    pub const LIKE: f32 = 1.2;
    /// See `LIKE`.
    pub const UNLIKE: f32 = -1.5;
    /// The head is numbered.
    pub const NUMBERED: f32 = -2.0;
    /// Blank lines set the head off, on a page that has them.
    pub const SET_OFF: f32 = 0.8;
    /// Nothing sets the head off, though others are.
    pub const NOT_SET_OFF: f32 = -3.5;
    /// A rule, or a note that the text goes on elsewhere, stands between them.
    pub const RULE: f32 = 2.5;
    /// The lower one begins with a dateline.
    pub const DATELINE: f32 = 7.0;
    /// It begins with a dateline, and so did the text below the last head: that of one more
    /// report under it.
    pub const REPORT: f32 = 2.0;
    /// It begins with a head of its own on the same line.
    pub const RUN_IN: f32 = 6.0;
    /// It begins a letter.
    pub const SALUTATION: f32 = 7.0;
    /// The upper one ends with a name.
    pub const SIGNED: f32 = 3.0;
    /// It begins in capitals like an advertisement, and so do others.
    pub const NOTICE: f32 = 4.5;
    /// The upper one breaks off in a sentence.
    pub const OPEN: f32 = -3.0;
    /// The upper one breaks off in a sentence, and a head follows: no heading of its own
    /// would stand there.
    pub const OPEN_HEAD: f32 = 0.5;
    /// Verse begins where prose breaks off.
    pub const VERSE: f32 = 9.0;
    /// Both use the same rare words: for each unit of the cosine.
    pub const COHESION: f32 = -9.0;
    /// The cosine of two stretches that are as likely one article as two.
    pub const EVEN: f32 = 0.10;
}
