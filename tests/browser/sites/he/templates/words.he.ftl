### מילות הממשק בעברית.

## Dates, notes, marks

date-day = { $day } ב{ $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = ינואר
month-2 = פברואר
month-3 = מרץ
month-4 = אפריל
month-5 = מאי
month-6 = יוני
month-7 = יולי
month-8 = אוגוסט
month-9 = ספטמבר
month-10 = אוקטובר
month-11 = נובמבר
month-12 = דצמבר
citation-label = מקור { $number }
source-back = חזרה לסימון
footnotes = הערות
footnote-ref = הערה { $number }
footnote-back = חזרה לטקסט בהערה { $number }
comma = ,{" "}
colon = :{" "}

## Around every page

skip = דילוג לתוכן
menu = תפריט
breadcrumb = מיקומך באתר
on-this-page = בעמוד הזה
as-of = נכון ל־
checked = נבדק לאחרונה
overdue = ייתכן שאינו עדכני
cite-page = ציטוט העמוד הזה
turn = הקודם והבא
previous = הקודם:
next = הבא:
report = דיווח על טעות
licence = רישיון:
built = נבנה באמצעות
all-pages = כל העמודים לפי סדר האותיות
search = חיפוש
search-label = חיפוש באתר
found = תוצאות: { $n }
found-none = לא נמצא דבר עבור „{ $q }”. במפתח רשומים כל העמודים.
previews-on = הפעלת תצוגות מקדימות
previews-off = כיבוי תצוגות מקדימות

## Headings of sections

h-sources = מקורות
h-changes = שינויים בעמוד הזה
h-text = מה אומר הנוסח
h-status = היכן הדברים עומדים
h-background = רקע
h-positions = מי מחזיק באיזו עמדה
h-obstacles = מה מעכב
h-events = מה קרה
h-conflicts = היכן המקורות חלוקים
h-ties = הקשר לסעיפים אחרים
h-unknowns = מה אינו ידוע
h-mentions = היכן עוד באתר הוא נזכר
h-to-do = מה יש לעשות לפי התוכנית
h-stands = עמדות שהוצהרו, סעיף אחר סעיף
h-says = הצהרות
h-facts = מה מתועד
h-called = השמות שבשימוש, ומי משתמש בהם
h-actor-ties = קשרים לאחרים
h-blocks = מה זה מעכב
h-sides = כיצד כל צד רואה זאת
h-options = מה עשוי להקל
h-versions = כיצד נוצר הנוסח
h-full-text = הנוסח המלא
h-points = סעיף אחר סעיף
h-new-here = חדשים כאן?
h-latest = מה השתנה
h-main-obstacles = המכשולים העיקריים
h-know = כיצד אנו יודעים
h-deadlines = מועדים שנקבעו בנוסח או בהחלטה
h-events-disputed = אירועים שסופרו ביותר מדרך אחת
h-languages = לפי שפה
h-by-point = לפי סעיף

## Points

place = { $label } { $index } מתוך { $count }
on-record = מתועד
evidence = { $n ->
    [one] עדות אחת
    [two] שתי עדויות
   *[other] { $n } עדויות
  }
parties-say = מה אומרים הצדדים
accounts-from = { $n ->
    [one] הצהרה של צד אחד
    [two] הצהרות של שני צדדים
   *[other] הצהרות של { $n } צדדים
  }
deadline-term = מועד
involved = מעורבים
main-obstacle = המכשול העיקרי
not-stated = לא הוצהר
our-words-from = הנוסח במילים שלנו, על פי
readings = מילים שנקראות ביותר ממובן אחד
figures = במספרים
earlier = { $n ->
    [one] קודם לכן: רישום אחד
    [two] קודם לכן: שני רישומים
   *[other] קודם לכן: { $n } רישומים
  }
confidence = מידת הביטחון:
does-not-fit = גרסאות שאינן מתיישבות
commitments = חלק אחר חלק
by = באחריות
deadline = מועד:
waits-on = הסעיף הזה ממתין ל
needed-by = ממתינים לסעיף הזה
words-used = מילים מוסברות:
blocks = מעכב את
blocks-too = מעכב גם את

## Positions

th-actor = הגורם
th-about = הנושא
th-stance = העמדה
th-brief = בקצרה
positions-of = עמדות שהוצהרו: { $title }
positions-by = עמדות שהוצהרו: { $name }
contested = שנוי במחלוקת:
sources-there = המקורות מופיעים בעמוד הנזכר ליד כל דבר.
no-other-positions = על סעיפים שאינם רשומים כאן לא נמצאה עמדה מוצהרת במקורות.
matrix = עמדות שהוצהרו, לפי סעיף ולפי צד
show-stance = הצגת עמדה אחת
show-side = הצגת צד אחד
show-theme = הצגת נושא אחד
show-type = הצגת סוג אחד
all = הכול

## Actors and obstacles

also-known-as = ידוע גם בשם
positions-stated = עמדות שהוצהרו
points-about = נזכר בסעיפים
since = מאז
proposed-by = הוצע על ידי
answer = התשובה:
published = פורסם

## Home

states = היכן עומדים הסעיפים
latest = השינוי האחרון:

## Lists

until = עד
told-otherwise = סופר אחרת
about-points = סעיפים:
involved-in = מעורבים:
disagreement = המקורות חלוקים:
map-links = איזה סעיף ממתין לאיזה
map-caption = קשת נמתחת מכל סעיף אל הסעיף שהוא ממתין לו. נקודה גדולה יותר היא סעיף שאחרים ממתינים לו.
h-links = כל קשר שבתמונה
th-this-point = הסעיף
th-waits-on = ממתין ל
th-why = מדוע
usage = כיצד אנו משתמשים בה:
used-by = משתמשים בה
avoids = נמנע ממנה
see-also = ראו גם
mentioned-by = נזכר ב
about = הנושא
in-language = ב{ $language }
archived-copy = עותק שמור של { $title }
our-note = הערתנו:
cited-on = מצוטט ב
one-type = { $n ->
    [0] אין סעיף הנשען על מקורות מסוג אחד בלבד.
    [one] סעיף אחד נשען על מקורות מסוג אחד בלבד.
    [two] שני סעיפים נשענים על מקורות מסוג אחד בלבד.
   *[other] { $n } סעיפים נשענים על מקורות מסוג אחד בלבד.
  }
sources-by-point = על כמה מקורות נשען כל סעיף, ומכמה סוגים
th-point = סעיף
th-points = סעיפים
th-positions = עמדות
th-sources = מקורות
th-types = סוגי מקורות
th-page = עמוד
th-checked = נבדק לאחרונה
th-word = מילה
th-test = משמעותה
became = נעשה
no-changes = טרם נרשם שינוי.
no-corrections = עד כה לא היה צורך בתיקון.
due = עמודים שמועד בדיקתם עבר
none-due = כל העמודים נבדקו במועדם.
h-words-status = מצבו של סעיף
h-words-stance = עמדה מוצהרת
h-words-confidence = מידת הביטחון במקורות
