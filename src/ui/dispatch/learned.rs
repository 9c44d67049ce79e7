//! What the project knows beforehand: gazetteers, taggers of other projects, and the page
//! from which most is to be learned.

use std::fmt::Display;
use std::path::PathBuf;

use crate::session::gazetteers::GazetteerReport;
use crate::session::model::Labels;
use crate::session::useful::Useful;
use crate::ui::app::App;
use crate::ui::context::name_in;
use crate::ui::dialogs::gazetteers::Loaded;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::files::Purpose;

/// The ending of files with taggers.
const TAGGER: &str = "tagger";

impl App {
    /// Asks for the table of a gazetteer.
    pub(in crate::ui) fn ask_gazetteer(&mut self) {
        let kinds = ("files.kind-table", &["csv"][..]);
        self.ask(Purpose::Gazetteer, "files.gazetteer", String::new(), kinds);
    }

    pub(super) fn ask_import_model(&mut self) {
        let kinds = ("files.kind-tagger", &[TAGGER][..]);
        self.ask(
            Purpose::ImportModel,
            "files.import-model",
            String::new(),
            kinds,
        );
    }

    pub(super) fn ask_export_model(&mut self) {
        let path = self.session().and_then(crate::session::Session::path);
        let stem = path.as_deref().and_then(std::path::Path::file_stem);
        let stem = stem.map_or("broadsheet".into(), |stem| stem.to_string_lossy());
        let (name, kinds) = (
            format!("{stem}.{TAGGER}"),
            ("files.kind-tagger", &[TAGGER][..]),
        );
        self.ask(Purpose::ExportModel, "files.export-model", name, kinds);
    }

    pub(super) fn load_gazetteer(&mut self, path: PathBuf) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((project, _)) = self.project_file() {
            self.tasks.load_gazetteer(project, path, self.wake.clone());
        }
    }

    /// Shows what loading a gazetteer has done, in the dialog that asked for it if it is
    /// still there.
    pub(super) fn loaded_gazetteer(&mut self, report: &GazetteerReport) {
        self.after_change();
        self.suggest_page(false);
        let loaded = Some(Loaded::from(report));
        for dialog in &mut self.dialogs {
            if let OpenDialog::Gazetteers(form) = dialog {
                form.last = loaded;
                return;
            }
        }
        let mut form = crate::ui::dialogs::gazetteers::GazetteersForm::default();
        form.last = loaded;
        self.dialogs.push(OpenDialog::Gazetteers(form));
    }

    pub(super) fn remove_gazetteer(&mut self, name: &str) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        match session.remove_gazetteer(name) {
            Ok(_) => {
                self.after_change();
                self.suggest_page(false);
            }
            Err(error) => self.fail("error.change", &error),
        }
    }

    pub(super) fn export_model(&mut self, path: PathBuf) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((project, _)) = self.project_file() {
            self.tasks.export_model(project, path, self.wake.clone());
        }
    }

    pub(super) fn import_model(&mut self, path: PathBuf) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some((project, _)) = self.project_file() {
            self.tasks.import_model(project, path, self.wake.clone());
        }
    }

    /// Says what a tagger knows that was exported or imported.
    pub(super) fn told_model(&mut self, key: &str, labels: &Labels) {
        self.after_change();
        self.suggest_page(false);
        let tr = self.tr();
        let Some(session) = self.session() else {
            return;
        };
        let name = |id: &str| {
            let def = session
                .schema()
                .labels
                .iter()
                .find(|it| it.id.as_str() == id);
            def.map_or(id, |def| name_in(tr.language(), &def.name))
                .to_owned()
        };
        let each = labels.iter().map(|(label, n)| {
            let what = [("label", &name(label) as &dyn Display), ("n", n)];
            tr.with("model.label", &what)
        });
        let known = each.collect::<Vec<_>>().join(tr.get("model.and"));
        self.toasts.success(tr.with(key, &[("known", &known)]));
    }

    pub(super) fn forget_model(&mut self) {
        let Some((session, _)) = self.parts() else {
            return;
        };
        match session.forget_model() {
            Ok(forgotten) => {
                self.after_change();
                self.suggest_page(false);
                let key = if forgotten {
                    "toast.model-forgotten"
                } else {
                    "toast.no-model"
                };
                let text = self.tr().get(key).to_owned();
                self.toasts.info(text);
            }
            Err(error) => self.fail("error.change", &error),
        }
    }

    /// Looks for the most useful page to annotate next.
    pub(super) fn find_useful(&mut self) {
        if self.refuse_while_busy() {
            return;
        }
        let view = self.view();
        let current = view.and_then(|view| view.current.as_ref());
        let at_hand = current.map(|current| current.document.id);
        if let Some((project, _, layer)) = self.project_layer() {
            let wake = self.wake.clone();
            self.tasks.find_useful((project, layer), at_hand, wake);
        }
    }

    /// Opens the page that was found.
    pub(super) fn found_useful(&mut self, found: &Useful) {
        let tr = self.tr();
        let Some(id) = found.document else {
            let key = if found.cancelled {
                "toast.useful-stopped"
            } else {
                "toast.useful-none"
            };
            self.toasts.info(tr.get(key));
            return;
        };
        self.open_document(id);
        let key = if found.taught {
            "toast.useful"
        } else {
            "toast.useful-untaught"
        };
        let what = [("n", &found.looked as &dyn Display), ("all", &found.open)];
        self.toasts.info(tr.with(key, &what));
    }
}
