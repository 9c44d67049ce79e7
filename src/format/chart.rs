//! A chart as values: what a plot on the screen and one in a file are drawn from.

/// Red, green and blue, 8 bits each.
pub type Rgb = [u8; 3];

/// Numbers to be drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What the numbers count.
    pub unit: String,
    /// The numbers.
    pub body: Body,
}

/// The numbers of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Numbers along an axis.
    Along(Along),
    /// Numbers by row and column.
    Heat(Heat),
}

/// How numbers along an axis are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Bars from left to right, one under the other; the parts of one behind each other.
    #[default]
    Bars,
    /// Bars that stand beside each other, their parts on top of each other.
    Columns,
    /// A line for each part.
    Lines,
}

/// Numbers along an axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Along {
    /// How they are drawn.
    pub form: Form,
    /// The names along the axis.
    pub names: Vec<String>,
    /// Where the names stand, rising; as many as names.
    pub at: Vec<f64>,
    /// The numbers.
    pub series: Vec<Series>,
}

/// Numbers of one colour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What they are.
    pub name: String,
    /// Their colour.
    pub color: Rgb,
    /// A number for each name; those that are missing are 0.
    pub values: Vec<u64>,
}

/// Numbers by row and column: the more, the stronger the colour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The numbers, row by row.
    pub values: Vec<u64>,
    /// The colour of the greatest one.
    pub color: Rgb,
}

impl Default for Body {
    fn default() -> Self {
        Self::Along(Along::default())
    }
}

impl Along {
    /// Numbers of names that stand at equal distances.
    pub fn even(form: Form, names: Vec<String>, series: Vec<Series>) -> Self {
        Self {
            form,
            at: (0..names.len()).map(|at| at as f64).collect(),
            names,
            series,
        }
    }

    /// The greatest number on the other axis: of a line, or of the parts of a bar together.
    pub fn most(&self) -> u64 {
        let parts = |at| self.series.iter().map(move |it| it.value(at));
        let of = |at: usize| match self.form {
            Form::Lines => parts(at).max().unwrap_or(0),
            Form::Bars | Form::Columns => parts(at).fold(0, u64::saturating_add),
        };
        (0..self.names.len()).map(of).max().unwrap_or(0)
    }

    /// The least distance between two names, 1 if there are none.
    pub fn step(&self) -> f64 {
        let pairs = self.at.iter().zip(self.at.iter().skip(1));
        let steps = pairs.map(|(one, next)| next - one).filter(|it| *it > 0.0);
        let least = steps.fold(f64::INFINITY, f64::min);
        if least.is_finite() { least } else { 1.0 }
    }
}

impl Series {
    /// The number for the name at a place.
    pub fn value(&self, at: usize) -> u64 {
        self.values.get(at).copied().unwrap_or(0)
    }
}

impl Heat {
    /// The number in a row and a column, both from 0.
    pub fn value(&self, row: usize, column: usize) -> u64 {
        let at = row * self.columns.len() + column;
        self.values.get(at).copied().unwrap_or(0)
    }

    /// The greatest number.
    pub fn most(&self) -> u64 {
        self.values.iter().copied().max().unwrap_or(0)
    }
}

impl Chart {
    /// Whether it has nothing but zeros.
    pub fn is_empty(&self) -> bool {
        match &self.body {
            Body::Along(along) => along.most() == 0,
            Body::Heat(heat) => heat.most() == 0,
        }
    }
}

/// Whole numbers at equal distances (1, 2 or 5 with zeros) from 0 to at least `most`, about
/// five of them.
pub fn ticks(most: u64) -> Vec<u64> {
    let most = most.clamp(1, u64::MAX / 16);
    let mut step: u64 = 1;
    let factors = [2, 5, 10];
    let mut scale: u64 = 1;
    'found: while most.div_ceil(step) > 5 {
        for factor in factors {
            step = scale.saturating_mul(factor);
            if most.div_ceil(step) <= 5 {
                break 'found;
            }
        }
        scale = step;
    }
    (0..=most.div_ceil(step)).map(|n| n * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_reach_the_greatest_number() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(5), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(7), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(100), [0, 20, 40, 60, 80, 100]);
        for most in [1, 9, 11, 51, 999_999, u64::MAX] {
            let ticks = ticks(most);
            assert!(ticks.len() <= 6, "{most}");
            assert!(*ticks.last().unwrap() >= most.min(u64::MAX / 16));
        }
    }

    #[test]
    fn parts_of_bars_add_up_and_lines_do_not() {
        let part = |values: &[u64]| Series {
            values: values.to_vec(),
            ..Series::default()
        };
        let series = vec![part(&[1, 2]), part(&[3])];
        let names = vec!["a".to_owned(), "b".to_owned()];
        let mut along = Along::even(Form::Bars, names, series);
        assert_eq!(along.most(), 4);
        along.form = Form::Lines;
        assert_eq!(along.most(), 3);
        assert!((along.step() - 1.0).abs() < f64::EPSILON);
    }
}
