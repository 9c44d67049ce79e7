//! What two short stretches share in order: the greedy algorithm of Myers, "An
//! O(ND) difference algorithm and its variations", Algorithmica 1 (1986).

/// A run that both sides share: its start on either side and its length.
pub(super) type Run = (usize, usize, usize);

/// As many differences are looked for at most before the best way so far is taken
/// and the search begins anew from there.
const MOST_DIFFERENCES: usize = 512;

/// About how many steps a pair of stretches may cost.
const BUDGET: usize = 1 << 27;

/// The runs that `old` and `new` share, in order.
///
/// Shortest edit script as long as the differences are few; beyond a limit that
/// shrinks as the stretches grow, a script that need not be the shortest, so that
/// time stays within some tenths of a second and memory within a few MB.
pub(super) fn shared_in_order(old: &[char], new: &[char]) -> Vec<Run> {
    let mut runs = Vec::new();
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = old.iter().zip(new).take_while(same).count();
    push(&mut runs, (0, 0, head));
    let (old, new) = (rest(old, head), rest(new, head));
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    let (ends_old, ends_new) = (old.len() - tail, new.len() - tail);
    let middle = (
        old.get(..ends_old).unwrap_or(&[]),
        new.get(..ends_new).unwrap_or(&[]),
    );
    let most = (BUDGET / (middle.0.len() + middle.1.len() + 1)).clamp(16, MOST_DIFFERENCES);
    let (mut x, mut y) = (0, 0);
    while x < middle.0.len() && y < middle.1.len() {
        let (found, ahead_x, ahead_y) = search(rest(middle.0, x), rest(middle.1, y), most);
        for (a, b, len) in found {
            push(&mut runs, (head + x + a, head + y + b, len));
        }
        (x, y) = (x + ahead_x, y + ahead_y);
    }
    push(&mut runs, (head + ends_old, head + ends_new, tail));
    runs
}

fn rest(chars: &[char], from: usize) -> &[char] {
    chars.get(from..).unwrap_or(&[])
}

/// Adds a run, to the one before it where they touch.
fn push(runs: &mut Vec<Run>, (a, b, len): Run) {
    if len == 0 {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.0 + last.2 == a && last.1 + last.2 == b => last.2 += len,
        _ => runs.push((a, b, len)),
    }
}

/// How far each diagonal was followed with one number of differences. Diagonal
/// `k` holds the places with `x - y = k`.
struct Front {
    first: isize,
    reach: Vec<usize>,
}

impl Front {
    fn at(&self, k: isize) -> Option<usize> {
        let place = usize::try_from(k - self.first).ok()?;
        self.reach.get(place).copied().filter(|&x| x != NOWHERE)
    }
}

/// A diagonal that was not reached.
const NOWHERE: usize = usize::MAX;

/// Follows the diagonals until both ends are reached or `most` differences are
/// spent; answers with the runs on the way and how far it leads on either side.
fn search(old: &[char], new: &[char], most: usize) -> (Vec<Run>, usize, usize) {
    let mut fronts: Vec<Front> = Vec::new();
    for d in 0..=most as isize {
        let mut reach = vec![NOWHERE; 2 * d as usize + 1];
        let mut best = (0, 0);
        for k in (-d..=d).step_by(2) {
            let Some(start) = enter(fronts.last(), k, old.len(), new.len()) else {
                continue;
            };
            let y = (start as isize - k) as usize;
            let same = rest(old, start).iter().zip(rest(new, y));
            let x = start + same.take_while(|(a, b)| a == b).count();
            let y = (x as isize - k) as usize;
            if let Some(slot) = reach.get_mut((k + d) as usize) {
                *slot = x;
            }
            best = best.max((x + y, x));
        }
        fronts.push(Front { first: -d, reach });
        let (sum, x) = best;
        let y = sum - x;
        if (x == old.len() && y == new.len()) || d == most as isize {
            return (way_back(&fronts, x, y, old.len(), new.len()), x, y);
        }
    }
    (Vec::new(), old.len(), new.len())
}

/// Where diagonal `k` is entered from the front with one difference less: by
/// leaving out a character of the old side or of the new side, whichever leads
/// further. `None` if it cannot be entered.
fn enter(front: Option<&Front>, k: isize, old: usize, new: usize) -> Option<usize> {
    let Some(front) = front else {
        return (k == 0).then_some(0);
    };
    let left_out = front.at(k - 1).map(|x| x + 1).filter(|&x| x <= old);
    let put_in = front
        .at(k + 1)
        .filter(|&x| usize::try_from(x as isize - k).is_ok_and(|y| y <= new));
    left_out.max(put_in)
}

/// The runs on the way that led to `x`, `y` with the last front.
fn way_back(fronts: &[Front], x: usize, y: usize, old: usize, new: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut end = x;
    let mut k = x as isize - y as isize;
    for d in (0..fronts.len()).rev() {
        let before = d.checked_sub(1).and_then(|d| fronts.get(d));
        let Some(start) = enter(before, k, old, new) else {
            break;
        };
        let y = (start as isize - k) as usize;
        if end > start {
            runs.push((start, y, end - start));
        }
        let Some(before) = before else { break };
        let left_out = before.at(k - 1).filter(|&x| x + 1 == start);
        (end, k) = match left_out {
            Some(x) => (x, k - 1),
            None => (start, k + 1),
        };
    }
    runs.reverse();
    runs
}

/// Drops runs that are no longer than the differences on both sides of them: that
/// two unlike passages have a letter in common here and there says nothing.
pub(super) fn without_chance(runs: Vec<Run>, old: usize, new: usize) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    let mut ahead = runs.into_iter().peekable();
    while let Some(run) = ahead.next() {
        let next = ahead.peek().copied().unwrap_or((old, new, 0));
        kept.push(run);
        // Dropping one joins the differences around it, which may show that the one
        // before it came by chance too.
        while let Some(&(a, b, len)) = kept.last() {
            let (end_a, end_b) = before(&kept);
            let behind = (next.0 - a - len).max(next.1 - b - len);
            let ahead_of = (a - end_a).max(b - end_b);
            if len > behind || len > ahead_of {
                break;
            }
            kept.pop();
        }
    }
    kept
}

/// Lets runs grow over equal characters that no run has any more.
pub(super) fn grown(mut runs: Vec<Run>, old: &[char], new: &[char]) -> Vec<Run> {
    let mut end = (0, 0);
    for at in 0..runs.len() {
        let next = runs
            .get(at + 1)
            .map_or((old.len(), new.len()), |&(a, b, _)| (a, b));
        let Some(run) = runs.get_mut(at) else { break };
        while run.0 > end.0 && run.1 > end.1 && old.get(run.0 - 1) == new.get(run.1 - 1) {
            *run = (run.0 - 1, run.1 - 1, run.2 + 1);
        }
        end = (run.0 + run.2, run.1 + run.2);
        while end.0 < next.0 && end.1 < next.1 && old.get(end.0) == new.get(end.1) {
            run.2 += 1;
            end = (end.0 + 1, end.1 + 1);
        }
    }
    runs
}

/// Where the last run but one ends.
fn before(runs: &[Run]) -> (usize, usize) {
    let last_but_one = runs.len().checked_sub(2).and_then(|at| runs.get(at));
    last_but_one.map_or((0, 0), |&(a, b, len)| (a + len, b + len))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn shared(old: &str, new: &str) -> usize {
        let runs = shared_in_order(&chars(old), &chars(new));
        runs.iter().map(|(_, _, len)| len).sum()
    }

    /// The length of the longest common subsequence, by the textbook.
    fn longest(old: &[char], new: &[char]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut corner = 0;
            for (at, b) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b {
                    corner + 1
                } else {
                    above.max(row[at])
                };
                corner = above;
            }
        }
        row[new.len()]
    }

    #[test]
    fn one_wrong_character_costs_one() {
        assert_eq!(shared("甲乙丙丁", "甲己丙丁"), 3);
        assert_eq!(shared("abcabba", "cbabac"), 4);
        assert_eq!(shared("", "甲"), 0);
    }

    #[test]
    fn what_came_by_chance_is_dropped() {
        let (old, new) = (chars("一二三四五六七"), chars("甲乙三丙丁戊己"));
        let runs = shared_in_order(&old, &new);
        assert_eq!(runs, [(2, 2, 1)]);
        assert_eq!(without_chance(runs, 7, 7), []);
        let runs = shared_in_order(&chars("一二三四"), &chars("一二己四"));
        assert_eq!(without_chance(runs.clone(), 4, 4), runs);
    }

    #[test]
    fn far_too_many_differences_end_all_the_same() {
        let old: Vec<char> = (0..60_000)
            .map(|n| if n % 3 == 0 { 'a' } else { 'b' })
            .collect();
        let new: Vec<char> = (0..50_000)
            .map(|n| if n % 2 == 0 { 'a' } else { 'c' })
            .collect();
        let runs = shared_in_order(&old, &new);
        assert!(
            runs.windows(2)
                .all(|w| w[0].0 + w[0].2 <= w[1].0 && w[0].1 + w[0].2 <= w[1].1)
        );
    }

    proptest! {
        #[test]
        fn the_script_is_the_shortest(old in "[abc]{0,40}", new in "[abc]{0,40}") {
            let (old, new) = (chars(&old), chars(&new));
            let runs = shared_in_order(&old, &new);
            let mut ends = (0, 0);
            let mut total = 0;
            for &(a, b, len) in &runs {
                prop_assert!(a >= ends.0 && b >= ends.1 && len > 0);
                prop_assert_eq!(&old[a..a + len], &new[b..b + len]);
                ends = (a + len, b + len);
                total += len;
            }
            prop_assert_eq!(total, longest(&old, &new));
        }
    }
}
