//! Broadsheet turns raw newspaper pages into annotated corpora.
//!
//! A page comes in as the text that OCR or a PDF reader left behind. An editor
//! marks where each article is, tags what is named in it, and gets a dataset
//! out. One project is one SQLite file. This page is the map of the code: what
//! is where, why, and what must always hold.
//!
//! # The way of data
//!
//! ```text
//! raw bytes → text → annotations → one door for change → store → views
//! ```
//!
//! Bytes are decoded once ([`text::decode`]) into a text that never changes
//! ([`text::source`]). What is said of it are values with ids
//! ([`model::annotations`]). A person's wish becomes a transaction
//! ([`edit::verbs`]), which only [`session::Session::apply`] carries out: it is
//! checked ([`edit::apply`]), written with its journal entry in one SQLite
//! transaction ([`store::writer`]), and then shown. Window and command line
//! read from there.
//!
//! # The parts
//!
//! Each part may use those above it and none below; a test reads the imports.
//!
//! | part | what it is | what it must not know |
//! | --- | --- | --- |
//! | [`text`] | positions, lines, encodings, reading text, spans by position | articles, entities, files |
//! | [`model`] | documents, layers, articles, entities …, the schema | edits, SQL, egui |
//! | [`edit`] | reversible steps, transactions, verbs | the store, the session |
//! | [`suggest`] | engines that propose annotations for a page | the store, projects |
//! | [`review`] | differences of two layers, agreement, problems | the store, the session |
//! | [`format`](mod@format) | bytes ↔ values of each file format | databases, paths |
//! | [`store`] | the project file: tables, journal, search, salvage | sessions, windows |
//! | [`jobs`] | named workers, progress, cancelling, newest wins | any domain |
//! | [`session`] | the application without a face | egui, arguments |
//! | [`cli`] | the command line | the window |
//! | [`ui`] | the window | SQL |
//!
//! # Invariants
//!
//! **Text never changes.** Positions are code points into the raw text, end
//! exclusive, and stay valid for ever. Repairs (corrections, decisions about line
//! ends) stand beside the text. Offsets are typed: [`text::offset::CharOffset`]
//! and [`text::offset::ByteOffset`] cannot be mixed.
//!
//! **Segments of one layer of a page never overlap, and no article is empty.**
//! Furniture is a segment without an article, so "belongs to nothing yet" and
//! "belongs to no article" are different things.
//!
//! **What the window shows as saved is on disk.** The journal entry and the rows
//! are one transaction with `synchronous=FULL`; memory that was changed for the
//! check is put back if writing fails, before anyone can see it.
//!
//! **A step holds what was and what is.** It is refused if it meets anything
//! else, so nothing is overwritten unseen, and its inverse needs no look at the
//! page. Undo adds the inverse to the journal; nothing in it is ever changed, and
//! the stacks of undo and redo are linked lists inside it
//! ([`store::journal`]).
//!
//! **What engines propose is no one's work.** It stands in a layer of its own that is
//! replaced at each run and is in no journal, so that undo never leads through it
//! ([`session::proposals`]). It becomes work when an editor accepts it: reviewing is
//! walking through the differences of two layers ([`review::difference`]), accepting
//! is a transaction like any other, and a rejection is a step of the journal too.
//!
//! **Recognisers read what people read.** Mentions are looked for in the reading text of
//! articles and mapped back, so that a name that a line end cuts is one name
//! ([`suggest::entities`]); a tagger learns from accepted pages what any label means
//! ([`suggest::tagger`]) and has what the recognisers find among its signs. They know the
//! project's gazetteers and authority records; what they propose has the record that is
//! meant, if that is clear.
//!
//! **One wish over many documents is one step of undo**, written in batches; nothing else
//! can be changed while they are written, or the step would fall in two.
//!
//! **Rows never have a name that the schema does not know.** Changing the schema moves
//! all rows that use it and is one SQLite transaction and one step of undo
//! ([`session::schema`]); what is in use goes only when somebody says what it becomes
//! ([`mod@edit::schema`]).
//!
//! **Documents are never deleted.** Taking one out sets a mark, so that undoing
//! an import and redoing it needs no text, and no annotation goes with it.
//!
//! **Drawing changes nothing.** Panels read and send [`ui::action::Action`]s; the
//! dispatcher carries them out before the next frame.
//!
//! **A frame costs what is in view**, whatever the length of the page or of the
//! list: see [`ui::page_view`].
//!
//! # Where this differs from the first design
//!
//! - The text of a document is a table of its own, so that a list of a million
//!   documents reads small rows.
//! - The search index is brought up to date in the background instead of with
//!   each import, which would make imports several times slower.
//! - Page changes are applied in memory before they are written and taken back if
//!   writing fails, instead of afterwards: checking *is* applying, so there is one
//!   piece of code that says what is legal.
//! - Places in an order (articles on a page, segments in an article) are ranks
//!   with room between them, so that moving one thing rewrites one row.
//! - A record of annotations without text that names another SHA-256 than the
//!   document of its name is refused instead of matched by name: its offsets were
//!   counted in other bytes.
//! - The layer of proposals is not journalled: it is made of what the project has and
//!   can be made again, and a run over a project would bury what people did.
//! - Gazetteers and taggers that were brought in are settings and not journalled, either:
//!   they come from files.
//! - Ignored problems are rejections, too; their source is no layer but
//!   [`model::rejection::PROBLEMS`].
//! - The page view has no scroll area and no table of heights; its scroll position
//!   is a line and a distance into it.

pub mod cli;
pub mod edit;
pub mod format;
pub mod jobs;
pub mod model;
pub mod review;
pub mod session;
pub mod store;
pub mod suggest;
pub mod text;
pub mod ui;
