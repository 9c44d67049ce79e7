//! What a person reads of a change: in the Edit menu, the status bar, the history.
//!
//! The journal keeps a label as name, count and subject, not as a sentence, so
//! that the history can be read in either language.

/// What was done, to how many, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditLabel {
    /// What was done.
    pub deed: Deed,
    /// To how many things; 1 where a number says nothing.
    pub count: u32,
    /// A name to show: a label, a role, an article's number, a file.
    pub subject: String,
}

impl EditLabel {
    /// A label for one thing that needs no name.
    pub fn new(deed: Deed) -> Self {
        Self {
            deed,
            count: 1,
            subject: String::new(),
        }
    }

    /// The same with a name to show.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// The same with a number of things.
    #[must_use]
    pub fn times(mut self, count: usize) -> Self {
        self.count = u32::try_from(count).unwrap_or(u32::MAX);
        self
    }
}

/// The kinds of changes that people know by name.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Deed {
    /// An article starts here.
    StartArticle,
    /// Text goes to an article.
    Assign,
    /// Text becomes furniture.
    MarkFurniture,
    /// Text is taken out of its article or furniture.
    Unassign,
    /// Text gets a role.
    SetRole,
    /// A segment is cut in two.
    SplitSegment,
    /// A segment joins the article above.
    JoinAbove,
    /// Two articles become one.
    MergeArticles,
    /// An article moves on the page.
    MoveArticle,
    /// A segment moves in its article or to another.
    MoveSegment,
    /// An article goes; its text stays.
    DeleteArticle,
    /// An article gets a title.
    SetTitle,
    /// An article continues another one.
    LinkContinuation,
    /// An article continues no other one any more.
    UnlinkContinuation,
    /// A line end is decided.
    SetLineBreak,
    /// Raw text should read differently.
    Correct,
    /// The same wrong text is corrected wherever it stands.
    CorrectAll,
    /// Text reads as it is in the raw text again.
    RemoveCorrection,
    /// A mention is tagged.
    Tag,
    /// Places that read the same are tagged.
    TagAll,
    /// A mention gets another label.
    Relabel,
    /// A mention gets another label, and relations that do not fit it go.
    RelabelUnrelate,
    /// Mentions get another label.
    RelabelAll,
    /// Mentions get another label, and relations that do not fit it go.
    RelabelAllUnrelate,
    /// A mention gets other ends.
    Resize,
    /// A mention gets a further part.
    AddPart,
    /// A mention loses a part.
    RemovePart,
    /// A mention is removed.
    Untag,
    /// Attributes of a mention change.
    SetAttribute,
    /// Attributes of an article change.
    SetArticleAttribute,
    /// A record is made of a mention.
    CreateRecord,
    /// Mentions get a record.
    LinkRecord,
    /// Mentions have no record any more.
    UnlinkRecord,
    /// Two records become one.
    MergeRecords,
    /// Some mentions of a record get one of their own.
    SplitRecord,
    /// What a record says changes.
    EditRecord,
    /// A record that nothing mentions goes.
    DeleteRecord,
    /// Two mentions are related.
    Relate,
    /// A relation is removed.
    Unrelate,
    /// Documents come in.
    ImportDocuments,
    /// Annotations come in.
    ImportAnnotations,
    /// A document's description changes.
    SetMetadata,
    /// A document's status changes.
    SetStatus,
    /// Documents are taken out.
    RemoveDocuments,
    /// Another reading takes the place of a document.
    ReplaceDocument,
    /// A layer comes.
    AddLayer,
    /// The schema changes.
    ChangeSchema,
    /// What another layer says is taken over.
    Accept,
    /// What another layer says is not wanted.
    Reject,
    /// A problem of a page is ignored.
    IgnoreProblem,
    /// An ignored problem is listed again.
    HeedProblem,
    /// A change that a newer version of the program made.
    Other,
}

impl Deed {
    /// The name under which it is stored and its text is looked up.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
