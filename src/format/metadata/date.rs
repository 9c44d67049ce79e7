//! Dates of issue as people write them, to ISO 8601.
//!
//! Only orders that begin with the year are read: 3/4/2024 is a day in March
//! to some and a day in April to others.

use jiff::civil::Date;

/// The years that a newspaper can bear; 1605 saw the first one.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

/// Reads a date and gives it as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
///
/// Accepts `2024-03-15`, `2024/3/15`, `2024.3.15`, `2024_03_15`, `2024 3 15`,
/// `20240315`, `2024年3月15日` and their beginnings (`2024-03`, `2024年3月`,
/// `2024`), figures of full width, and a time of day behind it, which
/// spreadsheets add. `None` for days that do not exist and years outside 1600
/// to 2199.
pub fn normalise_date(written: &str) -> Option<String> {
    let narrow: String = written.trim().chars().map(narrow_figure).collect();
    let date = without_time(&narrow);
    let compact = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if compact {
        return iso(&[date.get(..4)?, date.get(4..6)?, date.get(6..)?]);
    }
    if date.contains('年') {
        return iso(&chinese_parts(date)?);
    }
    let separator = date.chars().find(|c| !c.is_ascii_digit());
    let parts: Vec<&str> = match separator {
        Some(mark @ ('-' | '/' | '.' | '_' | ' ')) => date.split(mark).collect(),
        Some(_) => return None,
        None => vec![date],
    };
    iso(&parts)
}

/// A figure of full width as ASCII.
fn narrow_figure(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        other => other,
    }
}

/// `2024-03-15` of `2024-03-15 00:00:00` and of `2024-03-15T00:00Z`.
fn without_time(date: &str) -> &str {
    date.split_once(['T', ' '])
        .filter(|(_, time)| time.contains(':'))
        .map_or(date, |(day, _)| day)
}

/// Year, month and day of `2024年3月15日`, or the first of them.
fn chinese_parts(date: &str) -> Option<Vec<&str>> {
    let (year, rest) = date.split_once('年')?;
    let mut parts = vec![year.trim()];
    if !rest.is_empty() {
        let (month, day) = rest.split_once('月')?;
        parts.push(month.trim());
        if !day.is_empty() {
            parts.push(day.strip_suffix(['日', '号', '號']).unwrap_or(day).trim());
        }
    }
    Some(parts)
}

/// One to three numbers, year first, checked and joined.
fn iso(parts: &[&str]) -> Option<String> {
    let number = |text: &str, longest: usize| -> Option<i8> {
        let fits = (1..=longest).contains(&text.len());
        (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let (year, rest) = parts.split_first()?;
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = year.parse().ok().filter(|y| digits && YEARS.contains(y))?;
    match *rest {
        [] => Some(format!("{year:04}")),
        [month] => {
            let month = number(month, 2)?;
            Date::new(year, month, 1).ok()?;
            Some(format!("{year:04}-{month:02}"))
        }
        [month, day] => {
            let date = Date::new(year, number(month, 2)?, number(day, 2)?).ok()?;
            Some(date.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (written, iso) in [
            ("2024-03-15", "2024-03-15"),
            ("20240315", "2024-03-15"),
            ("2024.3.5", "2024-03-05"),
            ("2024/3/5", "2024-03-05"),
            ("2024_03_05", "2024-03-05"),
            ("2024年3月15日", "2024-03-15"),
            ("2024 年 3 月 15 日", "2024-03-15"),
            ("２０２４年３月１５日", "2024-03-15"),
            (" 2024-02-29 ", "2024-02-29"),
            ("2024-03-15 00:00:00", "2024-03-15"),
            ("2024-03-15T08:00", "2024-03-15"),
            ("2024-3", "2024-03"),
            ("2024年12月", "2024-12"),
            ("1949", "1949"),
            ("1949年", "1949"),
        ] {
            assert_eq!(normalise_date(written).as_deref(), Some(iso), "{written}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for written in [
            "",
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "20241301",
            "3/15/2024",
            "24-03-15",
            "202403",
            "2024-03-",
            "2024--15",
            "2024-03/15",
            "2024-03-15-01",
            "２０２４年月",
            "0999-01-01",
            "9999",
            "+024",
            "2024年13月1日",
            "昨天",
            "2024-+3-15",
            "\0",
        ] {
            assert_eq!(normalise_date(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_normalised_date_stays_as_it_is(year in 1600_i16..2200, month in 1_i8..=12, day in 1_i8..=28) {
            let iso = format!("{year}-{month:02}-{day:02}");
            prop_assert_eq!(normalise_date(&format!("{year}.{month}.{day}")), Some(iso.clone()));
            prop_assert_eq!(normalise_date(&iso), Some(iso));
        }

        #[test]
        fn any_string_is_a_date_or_not(text in "\\PC{0,20}|[0-9年月日. /_-]{0,12}") {
            if let Some(iso) = normalise_date(&text) {
                prop_assert!(matches!(iso.len(), 4 | 7 | 10));
            }
        }
    }
}
