//! The best assignment of rows to columns.

/// The assignment with the largest sum (Kuhn 1955, Munkres 1957; the version with
/// potentials, cubic time): for each row its column, or `None` if leaving the row
/// out is better. `value(row, column)` is what a pair is worth; negative pairs are
/// never made.
pub(super) fn best_assignment(
    rows: usize,
    columns: usize,
    value: impl Fn(usize, usize) -> f32,
) -> Vec<Option<usize>> {
    // Every row has a column of its own that is worth nothing: being left out.
    let width = columns + rows;
    let cost = |row: usize, column: usize| -> f32 {
        if column < columns {
            -value(row, column).max(0.0)
        } else {
            0.0
        }
    };
    let mut row_potential = vec![0.0_f32; rows + 1];
    let mut column_potential = vec![0.0_f32; width + 1];
    let mut row_of = vec![0_usize; width + 1];
    for row in 1..=rows {
        let mut way = vec![0_usize; width + 1];
        let mut least = vec![f32::INFINITY; width + 1];
        let mut used = vec![false; width + 1];
        let mut column = 0;
        row_of[0] = row;
        loop {
            used[column] = true;
            let current = row_of[column];
            let mut delta = f32::INFINITY;
            let mut next = 0;
            for other in 1..=width {
                if used[other] {
                    continue;
                }
                let slack =
                    cost(current - 1, other - 1) - row_potential[current] - column_potential[other];
                if slack < least[other] {
                    least[other] = slack;
                    way[other] = column;
                }
                if least[other] < delta {
                    delta = least[other];
                    next = other;
                }
            }
            for other in 0..=width {
                if used[other] {
                    row_potential[row_of[other]] += delta;
                    column_potential[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            let before = way[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    let mut found = vec![None; rows];
    for (column, &row) in row_of.iter().enumerate().skip(1) {
        let real = column <= columns && row > 0 && value(row - 1, column - 1) > 0.0;
        if let Some(place) = row.checked_sub(1).and_then(|row| found.get_mut(row))
            && real
        {
            *place = Some(column - 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn total(values: &[Vec<f32>], found: &[Option<usize>]) -> f32 {
        found
            .iter()
            .enumerate()
            .filter_map(|(row, column)| Some(values[row][(*column)?]))
            .sum()
    }

    /// The best sum, by trying everything.
    fn brute(values: &[Vec<f32>], row: usize, used: u32) -> f32 {
        let Some(own) = values.get(row) else {
            return 0.0;
        };
        let mut best = brute(values, row + 1, used);
        for (column, value) in own.iter().enumerate() {
            if used & (1 << column) == 0 {
                best = best.max(value + brute(values, row + 1, used | 1 << column));
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_assignment_is_better(rows in 0_usize..5, columns in 0_usize..5, seed in prop::collection::vec(-5_i8..10, 25)) {
            let values: Vec<Vec<f32>> = (0..rows)
                .map(|row| (0..columns).map(|column| f32::from(seed[row * 5 + column])).collect())
                .collect();
            let found = best_assignment(rows, columns, |row, column| values[row][column]);
            let mut columns_used: Vec<_> = found.iter().flatten().collect();
            columns_used.sort_unstable();
            columns_used.dedup();
            prop_assert_eq!(columns_used.len(), found.iter().flatten().count());
            prop_assert!((total(&values, &found) - brute(&values, 0, 0)).abs() < 1e-3);
        }
    }
}
