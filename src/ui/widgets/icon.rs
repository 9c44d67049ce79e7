//! Icons drawn with lines, so that they need no font and scale with anything.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2};

/// A small picture, drawn in one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// A cross: close, clear, reject.
    Close,
    /// A tick: accept, done.
    Check,
    /// A plus: add.
    Plus,
    /// A minus: remove, fold.
    Minus,
    /// An angle pointing up.
    Up,
    /// An angle pointing down: open below.
    Down,
    /// An angle pointing left.
    Left,
    /// An angle pointing right: go on, unfold.
    Right,
    /// Three dots: more.
    More,
    /// A lens: search.
    Search,
    /// A folder.
    Folder,
    /// A sheet of paper.
    File,
    /// A house: the home folder.
    Home,
    /// A circle with an i: note.
    Info,
    /// A triangle with a stroke: warning, error.
    Alert,
    /// A bent arrow to the left: undo.
    Undo,
    /// A bent arrow to the right: redo.
    Redo,
}

impl Icon {
    /// Paints the icon centred at `center`, in a square of `side` points.
    pub fn paint(self, painter: &Painter, center: Pos2, side: f32, color: Color32) {
        let pen = Pen {
            painter,
            rect: Rect::from_center_size(center, Vec2::splat(side)),
            stroke: Stroke::new((side / 10.0).clamp(1.2, 2.5), color),
        };
        match self {
            Self::Close => {
                pen.line(&[(0.2, 0.2), (0.8, 0.8)]);
                pen.line(&[(0.8, 0.2), (0.2, 0.8)]);
            }
            Self::Check => pen.line(&[(0.15, 0.55), (0.4, 0.8), (0.85, 0.22)]),
            Self::Plus => {
                pen.line(&[(0.5, 0.15), (0.5, 0.85)]);
                pen.line(&[(0.15, 0.5), (0.85, 0.5)]);
            }
            Self::Minus => pen.line(&[(0.15, 0.5), (0.85, 0.5)]),
            Self::Up => pen.line(&[(0.2, 0.65), (0.5, 0.35), (0.8, 0.65)]),
            Self::Down => pen.line(&[(0.2, 0.35), (0.5, 0.65), (0.8, 0.35)]),
            Self::Left => pen.line(&[(0.65, 0.2), (0.35, 0.5), (0.65, 0.8)]),
            Self::Right => pen.line(&[(0.35, 0.2), (0.65, 0.5), (0.35, 0.8)]),
            Self::More => pen.dots(&[(0.18, 0.5), (0.5, 0.5), (0.82, 0.5)]),
            Self::Search => {
                pen.circle((0.43, 0.43), 0.28);
                pen.line(&[(0.64, 0.64), (0.88, 0.88)]);
            }
            Self::Info => {
                pen.circle((0.5, 0.5), 0.4);
                pen.line(&[(0.5, 0.5), (0.5, 0.74)]);
                pen.dots(&[(0.5, 0.29)]);
            }
            Self::Alert => {
                pen.closed(&[(0.5, 0.1), (0.94, 0.86), (0.06, 0.86)]);
                pen.line(&[(0.5, 0.38), (0.5, 0.6)]);
                pen.dots(&[(0.5, 0.73)]);
            }
            Self::Folder | Self::File | Self::Home => self.paint_place(&pen),
            Self::Undo | Self::Redo => self.paint_turn(&pen),
        }
    }

    fn paint_place(self, pen: &Pen<'_>) {
        match self {
            Self::Folder => pen.closed(&[
                (0.08, 0.2),
                (0.4, 0.2),
                (0.5, 0.33),
                (0.92, 0.33),
                (0.92, 0.82),
                (0.08, 0.82),
            ]),
            Self::File => {
                pen.closed(&[
                    (0.2, 0.08),
                    (0.58, 0.08),
                    (0.8, 0.3),
                    (0.8, 0.92),
                    (0.2, 0.92),
                ]);
                pen.line(&[(0.58, 0.08), (0.58, 0.3), (0.8, 0.3)]);
            }
            _ => {
                pen.line(&[(0.06, 0.5), (0.5, 0.12), (0.94, 0.5)]);
                pen.line(&[(0.2, 0.42), (0.2, 0.88), (0.8, 0.88), (0.8, 0.42)]);
            }
        }
    }

    fn paint_turn(self, pen: &Pen<'_>) {
        let turn = |points: &[(f32, f32)]| -> Vec<(f32, f32)> {
            let mirrored = self == Self::Redo;
            points
                .iter()
                .map(|&(x, y)| (if mirrored { 1.0 - x } else { x }, y))
                .collect()
        };
        pen.line(&turn(&[(0.36, 0.15), (0.12, 0.4), (0.36, 0.65)]));
        pen.line(&turn(&[
            (0.12, 0.4),
            (0.6, 0.4),
            (0.8, 0.48),
            (0.88, 0.65),
            (0.8, 0.82),
            (0.6, 0.9),
            (0.4, 0.9),
        ]));
    }
}

/// Draws in a unit square laid over a rectangle.
struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(
            self.rect.left() + x * self.rect.width(),
            self.rect.top() + y * self.rect.height(),
        )
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(Shape::line(points, self.stroke));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(Shape::closed_line(points, self.stroke));
    }

    fn circle(&self, center: (f32, f32), radius: f32) {
        let radius = radius * self.rect.width();
        self.painter
            .circle_stroke(self.at(center), radius, self.stroke);
    }

    fn dots(&self, centers: &[(f32, f32)]) {
        for &center in centers {
            let dot = Rect::from_center_size(self.at(center), Vec2::splat(self.stroke.width));
            self.painter.rect(
                dot.expand(self.stroke.width * 0.2),
                self.stroke.width,
                self.stroke.color,
                Stroke::NONE,
                StrokeKind::Inside,
            );
        }
    }
}
