### كلمات الواجهة بالعربية.

## Dates, notes, marks

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = كانون الثاني
month-2 = شباط
month-3 = آذار
month-4 = نيسان
month-5 = أيار
month-6 = حزيران
month-7 = تموز
month-8 = آب
month-9 = أيلول
month-10 = تشرين الأول
month-11 = تشرين الثاني
month-12 = كانون الأول
citation-label = المصدر { $number }
source-back = عودة إلى الإشارة
footnotes = الحواشي
footnote-ref = الحاشية { $number }
footnote-back = عودة إلى النص عند الحاشية { $number }
comma = ،{" "}
colon = :{" "}

## Around every page

skip = إلى المحتوى
menu = القائمة
breadcrumb = أنت هنا
on-this-page = في هذه الصفحة
as-of = حتى
checked = آخر مراجعة
overdue = قد لا تكون محدّثة
cite-page = الاستشهاد بهذه الصفحة
turn = السابق والتالي
previous = السابق:
next = التالي:
report = الإبلاغ عن خطأ
licence = الرخصة:
built = أُنشئ بواسطة
all-pages = كل الصفحات مرتبة على الحروف
search = بحث
search-label = البحث في هذا الموقع
found = النتائج: { $n }
found-none = لا نتائج لعبارة «{ $q }». وفي الفهرس كل الصفحات.
previews-on = تشغيل المعاينات
previews-off = إيقاف المعاينات

## Headings of sections

h-sources = المصادر
h-changes = ما تغيّر في هذه الصفحة
h-text = ما ينص عليه النص
h-status = أين وصل
h-background = الخلفية
h-positions = من يتخذ أي موقف
h-obstacles = ما يعيقه
h-events = ما جرى
h-conflicts = أين تختلف المصادر
h-ties = صلته بالبنود الأخرى
h-unknowns = ما هو غير معروف
h-mentions = أين يذكره هذا الموقع أيضًا
h-to-do = ما عليها بموجب الخطة
h-stands = المواقف المعلنة، بندًا بندًا
h-says = التصريحات
h-facts = ما هو موثّق
h-called = الأسماء المستعملة، ومن يستعملها
h-actor-ties = الصلات بالآخرين
h-blocks = ما يعيقه هذا
h-sides = كيف يراه كل طرف
h-options = ما قد يخففه
h-versions = كيف جاء النص
h-full-text = النص كاملًا
h-points = بندًا بندًا
h-new-here = أول مرة هنا؟
h-latest = ما تغيّر
h-main-obstacles = أهم العوائق
h-know = كيف نعرف
h-deadlines = مواعيد محددة في النص أو بقرار
h-events-disputed = أحداث رُويت بأكثر من وجه
h-languages = بحسب اللغة
h-by-point = بحسب البند

## Points

place = { $label } { $index } من { $count }
on-record = الموثّق
evidence = { $n ->
    [one] رواية واحدة
    [two] روايتان
    [few] { $n } روايات
   *[other] { $n } رواية
  }
parties-say = ما تقوله الأطراف
accounts-from = { $n ->
    [one] تصريح من طرف واحد
    [two] تصريحات من طرفين
    [few] تصريحات من { $n } أطراف
   *[other] تصريحات من { $n } طرفًا
  }
deadline-term = الموعد
involved = المعنيون
main-obstacle = العائق الأهم
not-stated = لم يُعلن
our-words-from = النص بكلماتنا، استنادًا إلى
readings = كلمات تُقرأ بأكثر من معنى
figures = بالأرقام
earlier = { $n ->
    [one] سابقًا: مدخل واحد
    [two] سابقًا: مدخلان
    [few] سابقًا: { $n } مداخل
   *[other] سابقًا: { $n } مدخلًا
  }
confidence = الثقة:
does-not-fit = روايات لا تتفق مع ما سبق
commitments = جزءًا جزءًا
by = على عاتق
deadline = الموعد:
waits-on = هذا البند ينتظر
needed-by = بنود تنتظر هذا البند
words-used = كلمات مشروحة:
blocks = يعيق
blocks-too = يعيق أيضًا

## Positions

th-actor = الجهة
th-about = الموضوع
th-stance = الموقف
th-brief = بإيجاز
positions-of = المواقف المعلنة: { $title }
positions-by = المواقف المعلنة: { $name }
contested = محل خلاف:
sources-there = المصادر مذكورة في الصفحة المسمّاة مع كل قول.
no-other-positions = لم يُعثر في المصادر المستعملة على موقف معلن من البنود غير المذكورة هنا.
matrix = المواقف المعلنة، بحسب البند والطرف
show-stance = عرض موقف واحد
show-side = عرض طرف واحد
show-theme = عرض موضوع واحد
show-type = عرض نوع واحد
all = الكل

## Actors and obstacles

also-known-as = يُعرف أيضًا باسم
positions-stated = المواقف المعلنة
points-about = مذكور في البنود
since = منذ
proposed-by = اقترحه
answer = الرد:
published = نُشر في

## Home

states = أين وصلت البنود
latest = آخر تغيير:

## Lists

until = إلى
told-otherwise = رُوي بوجه آخر
about-points = البنود:
involved-in = المعنيون:
disagreement = المصادر تختلف:
map-links = أي بند ينتظر أي بند
map-caption = يمتد قوس من كل بند إلى البند الذي ينتظره. والنقطة الأكبر بند تنتظره بنود أخرى.
h-links = كل صلة في الصورة
th-this-point = هذا البند
th-waits-on = ينتظر
th-why = السبب
usage = كيف نستعملها:
used-by = يستعملها
avoids = يتجنبها
see-also = انظر أيضًا
mentioned-by = ورد ذكره في
about = الموضوع
in-language = باللغة { $language }
archived-copy = نسخة محفوظة من { $title }
our-note = ملاحظتنا:
cited-on = استُشهد به في
one-type = { $n ->
    [0] لا بند يستند إلى مصادر من نوع واحد فقط.
    [one] بند واحد يستند إلى مصادر من نوع واحد فقط.
    [two] بندان يستندان إلى مصادر من نوع واحد فقط.
    [few] { $n } بنود تستند إلى مصادر من نوع واحد فقط.
   *[other] { $n } بندًا تستند إلى مصادر من نوع واحد فقط.
  }
sources-by-point = عدد المصادر التي يستند إليها كل بند، وعدد أنواعها
th-point = البند
th-points = البنود
th-positions = المواقف
th-sources = المصادر
th-types = أنواع المصادر
th-page = الصفحة
th-checked = آخر مراجعة
th-word = الكلمة
th-test = معناها
became = أصبحت
no-changes = لم يُسجَّل أي تغيير بعد.
no-corrections = لم تدعُ الحاجة إلى أي تصحيح حتى الآن.
due = صفحات مضى على آخر مراجعة لها أكثر مما ينبغي
none-due = روجعت كل الصفحات في أوانها.
h-words-status = حالة البند
h-words-stance = الموقف المعلن
h-words-confidence = الثقة بالمصادر
