//! The pictures that components draw, where a list is not as tidy as those of the site here.

use crate::support::page;

/// A page with a band of the months of its events, in this order.
fn band(order: &str) -> String {
    page(
        &format!(
            "\
=== content/model.yaml
kinds:
  event:
    file: events.yaml
    label: {{ one: Event, other: Events }}
    fields: {{ date: date }}
  page:
    folder: pages
    url: /{{id}}/
    label: {{ one: Page, other: Pages }}
    fields: {{}}
=== content/events.yaml
a: {{ title: A year alone, date: 2020 }}
b: {{ title: Long ago, date: 2021-05-01 }}
c: {{ title: Once, date: 2025-12-31 }}
d: {{ title: Twice, date: 2026-02 }}
e: {{ title: And again, date: 2026-02-03 }}
f: {{ title: Nobody knows }}
=== content/pages/index.md
---
title: Home
lists: {{ months: {{ of: event, order: {order}, group: date.month }} }}
---
=== content/pages/sources.md
(none)
=== templates/page.html
{{{{ <figure.band of={{lists.months}}/> }}}}
"
        ),
        "index.html",
    )
}

#[test]
fn a_band_shows_the_two_years_before_its_last_month() {
    let rising = band("date");
    assert_eq!(rising.matches("<rect").count(), 2, "{rising}");
    // December, January and February.
    assert!(rising.contains("viewBox=\"0 0 60 56\""), "{rising}");
    assert!(rising.contains(">2026</text>"), "{rising}");
}

#[test]
fn a_band_is_the_same_whatever_the_order() {
    let bars = |html: &str| {
        let mut bars: Vec<String> = html.split('<').map(str::to_owned).collect();
        bars.sort();
        bars
    };
    assert_eq!(bars(&band("date")), bars(&band("-date")));
}
