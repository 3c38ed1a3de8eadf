//! Dates of the Gregorian calendar that may be partial: a day, a month or a year (ISO 8601).

use std::fmt;

use jiff::Span;
use jiff::civil::Date as Day;

/// `2026`, `2026-02` or `2026-02-03`. Partial dates sort before the days they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Date {
    /// What is wrong comes back in a writer's words.
    pub fn parse(text: &str) -> Result<Date, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, count: usize| {
            let sound = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
            sound.then(|| part.parse::<i16>().ok()).flatten()
        };
        let shape = || "a date is a year, a month or a day: `2026`, `2026-02` or `2026-02-03`";
        let year = digits(parts[0], 4).ok_or_else(|| shape().to_owned())?;
        let two = |index: usize| match parts.get(index) {
            None => Ok(None),
            Some(part) => digits(part, 2).map(|n| Some(n as i8)).ok_or(shape()),
        };
        let (month, day) = (two(1)?, two(2)?);
        if parts.len() > 3 {
            return Err(shape().into());
        }
        let date = Date { year, month, day };
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err("there are twelve months".into());
        }
        match Day::new(year, month.unwrap_or(1), day.unwrap_or(1)) {
            Ok(_) => Ok(date),
            Err(_) => Err("there is no such day in the calendar".into()),
        }
    }

    pub fn from_day(day: Day) -> Date {
        Date { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// The last day that the date may mean.
    fn last_day(self) -> Day {
        let month = self.month.unwrap_or(12);
        let first = Day::constant(self.year, month, 1);
        match self.day {
            Some(day) => Day::constant(self.year, month, day),
            None => first.last_of_month(),
        }
    }

    /// So many days after the last day that the date may mean.
    pub fn plus_days(self, days: i64) -> Date {
        let day = self.last_day();
        let later = Span::new().try_days(days).and_then(|days| day.checked_add(days));
        Date::from_day(later.unwrap_or(Day::MAX))
    }

    /// Surely later: no day that this date may mean is on or before the end of `limit`.
    pub fn is_after(self, limit: Date) -> bool {
        let first = Day::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        first > limit.last_day()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
