### The words of the interface, in English. A translation is this file again, with another code in its name.

## Dates, notes, marks

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
citation-label = Source { $number }
source-back = Back to mark
footnotes = Notes
footnote-ref = Note { $number }
footnote-back = Back to the text at note { $number }
comma = ,{" "}
colon = :{" "}

## Around every page

skip = Skip to the content
menu = Menu
breadcrumb = You are here
on-this-page = On this page
as-of = As of
checked = Last checked
overdue = may be out of date
cite-page = Cite this page
turn = Before and after
previous = Previous:
next = Next:
report = Report an error
licence = Licence:
built = Built by
all-pages = Every page from A to Z
search = Search
search-label = Search this site
found = Results: { $n }
found-none = Nothing found for “{ $q }”. The list from A to Z has every page.
previews-on = Turn previews on
previews-off = Turn previews off

## Headings of sections

h-sources = Sources
h-changes = Changes to this page
h-text = What the text says
h-status = Where it stands
h-background = Background
h-positions = Who holds which position
h-obstacles = What blocks it
h-events = What has happened
h-conflicts = Where sources disagree
h-ties = How it ties to other points
h-unknowns = What is not known
h-mentions = Where else this site speaks of it
h-to-do = To be done under the plan
h-stands = Stated positions, point by point
h-says = Statements
h-facts = What is on record
h-called = Names in use, and by whom
h-actor-ties = Ties to others
h-blocks = What it blocks
h-sides = How each side sees it
h-options = What could ease it
h-versions = How the text came about
h-full-text = The text in full
h-points = Point by point
h-new-here = New here?
h-latest = What changed
h-main-obstacles = Main obstacles
h-know = How we know
h-deadlines = Dates set in the text or by resolution
h-events-disputed = Events told in more than one way
h-languages = By language
h-by-point = By point

## Points

place = { $label } { $index } of { $count }
on-record = On record
evidence = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
  }
parties-say = Parties say
accounts-from = { $n ->
    [one] Statement from one party
   *[other] Statements from { $n } parties
  }
deadline-term = Deadline
involved = Involved
main-obstacle = Main obstacle
not-stated = Not stated
our-words-from = The text in our own words, after
readings = Words that are read in more than one way
figures = In numbers
earlier = { $n ->
    [one] Earlier: one entry
   *[other] Earlier: { $n } entries
  }
confidence = Confidence:
does-not-fit = Accounts that do not fit
commitments = Piece by piece
by = To be done by
deadline = Deadline:
waits-on = This point waits on
needed-by = Waiting on this point
words-used = Words explained:
blocks = Blocks
blocks-too = Also blocks

## Positions

th-actor = Actor
th-about = About
th-stance = Position
th-brief = In brief
positions-of = Stated positions: { $title }
positions-by = Stated positions of { $name }
contested = Contested:
sources-there = The sources stand on the page that is named with each.
no-other-positions = On points not listed here, no stated position was found in the sources used.
matrix = Stated positions, by point and by side
show-stance = Show one position
show-side = Show one side
show-theme = Show one theme
show-type = Show one type
all = All

## Actors and obstacles

also-known-as = Also known as
positions-stated = Positions stated
points-about = Named on points
since = Since
proposed-by = Proposed by
answer = Answer:
published = Published

## Home

states = Where the points stand
latest = Latest change:

## Lists

until = to
told-otherwise = Told otherwise
about-points = Points:
involved-in = Involved:
disagreement = Sources disagree:
map-links = Which point waits on which
map-caption = An arc leads from each point to the one that it waits on. A larger dot is a point that others wait on.
h-links = Every tie in the picture
th-this-point = This point
th-waits-on = Waits on
th-why = Why
usage = How we use it:
used-by = Used by
avoids = avoids it
see-also = See also
mentioned-by = Mentioned on
about = About
in-language = in { $language }
archived-copy = archived copy of { $title }
our-note = Our note:
cited-on = Cited on
one-type = { $n ->
    [0] No point rests on sources of one type alone.
    [one] One point rests on sources of one type alone.
   *[other] { $n } points rest on sources of one type alone.
  }
sources-by-point = How many sources each point rests on, and of how many types
th-point = Point
th-points = Points
th-positions = Positions
th-sources = Sources
th-types = Types of source
th-page = Page
th-checked = Last checked
th-word = Word
th-test = What it means
became = became
no-changes = No change has been recorded yet.
no-corrections = No correction has been needed so far.
due = Pages whose last check is longer ago than it should be
none-due = Every page was checked as recently as it should be.
h-words-status = Status of a point
h-words-stance = Stated position
h-words-confidence = Confidence in the sources
