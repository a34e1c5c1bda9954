### آنچه mtlint به فارسی می‌گوید. واژه‌نامه: error خطا، suspicion خطای احتمالی، reminder یادآوری، article مطلب، headline تیتر،
### outlet رسانه، attribution ذکر منبع، punctuation mark نشانه نگارشی، zero-width non-joiner نیم‌فاصله، source متن اصلی،
### source language زبان مبدأ، translator (program) ماشین ترجمه، calque گرته‌برداری.

## سرآغاز پیام‌ها

error = خطا: { $message }
suspicion = خطای احتمالی: { $message }
reminder = یادآوری: { $message }

## پیام‌های قاعده‌ها

acronym-slip-foreign = سرواژه‌ای از زبانی دیگر به‌جای { $right } آمده است.
acronym-slip-wrong = این سرواژه به نهادی که نامش آمده تعلق ندارد؛ سرواژه درست { $right } است.

ascii-marks =
    { $count ->
        [one] اینجا نشانه لاتین «{ $sign }» به‌جای «{ $own }» آمده است.
       *[other] در این متن { $count } بار نشانه نگارشی لاتین پس از واژه آمده است؛ اینجا «{ $sign }» به‌جای «{ $own }».
    }
ascii-marks-separator =
    { $count ->
        [one] اینجا جداکننده هزارگان (٬) به‌جای ویرگول (،) آمده است.
       *[other] در این متن { $count } بار جداکننده هزارگان (٬) به‌جای ویرگول (،) آمده است.
    }

bracketed-name = نامی که نهاد جمله است مثل زیرنویس فیلم در کمانک آمده است.

collapsed-pair-verb = در دو سوی حرف عطف فعل یکسانی آمده است؛ متن اصلی دو فعل متفاوت داشته است.
collapsed-pair-word = در دو سوی حرف عطف واژه یکسانی آمده است؛ شاید متن اصلی دو واژه متفاوت داشته باشد.

cut-sentence-end = هیچ جمله‌ای با این واژه تمام نمی‌شود؛ دنباله آن افتاده است.
cut-sentence-inner = هیچ جمله‌ای با این واژه شروع نمی‌شود؛ نقطه پیش از آن جمله را دو تکه کرده است.
cut-sentence-paragraph = این پاراگراف بلند نه با فعل تمام می‌شود و نه با نقطه.
cut-sentence-particle = از این جمله فقط حرف اضافه یا حرف ربط مانده و دنباله آن افتاده است.
cut-sentence-seam = میان این دو واژه کمتر نقطه می‌آید؛ این نقطه احتمالا جمله را دو تکه کرده است.

dangling-attribution-alone = ذکر منبع به‌تنهایی به‌جای جمله آمده و خبری همراه آن نیست.
dangling-attribution-comma = ذکر منبع بدون ویرگول میان دو جمله آمده است.
dangling-attribution-confirms = گوینده چیزی را تأیید می‌کند، اما جمله پیش از گفتن آن تمام شده است.
dangling-attribution-nothing = نام رسانه و فعلش آمده، اما خبری که نقل کرده نیامده است.
dangling-attribution-outlet = نام رسانه به‌تنهایی به‌جای جمله آمده و فعل آن (مثلاً «گزارش داد») افتاده است.
dangling-attribution-report = فعل «گزارش می‌دهد» به اسم «گزارش» تبدیل شده و جمله بی‌فعل مانده است.
dangling-attribution-said = فعل گفتن به‌تنهایی یک جمله شده و خود گفته نیامده است.
dangling-attribution-venue = جمله گوینده و جای گفته را دارد، اما خود گفته نیامده است.
dangling-attribution-with = پیش از نام گوینده «با» آمده و فعل گفتن بی‌نهاد مانده است.

decoder-loop-piece = تکه‌ای از این واژه { $passes } بار در آن آمده است؛ گویی ماشین ترجمه در حلقه تکرار افتاده است.
decoder-loop-word = یک واژه { $passes } بار پشت سر هم آمده است؛ گویی ماشین ترجمه در حلقه تکرار افتاده است.
decoder-loop-words = همین { $words } واژه { $passes } بار پشت سر هم آمده است؛ گویی ماشین ترجمه در حلقه تکرار افتاده است.

double-predicate-complement = دو فعل کنار هم آمده‌اند و جمله دومی ناقص است.
double-predicate-possible = پس از «ممکن است» یا «می‌توان» فعل التزامی باید بیاید، اما فعل اخباری آمده است.
double-predicate-support = «قام» نه «بـ» دارد و نه متمم، و فعل دیگری هم پس از آن آمده است.
double-predicate-unjoined = دو فعل بی‌هیچ پیوندی کنار هم آمده‌اند.

doubled-mark-pair =
    { $count ->
        [one] به‌جای یک نشانه نگارشی دو نشانه آمده است.
       *[other] در این متن { $count } بار به‌جای یک نشانه نگارشی دو نشانه آمده است.
    }
doubled-mark-row =
    { $count ->
        [one] یک نشانه نگارشی چند بار پشت سر هم زده شده است.
       *[other] در { $count } جای این متن یک نشانه نگارشی چند بار پشت سر هم زده شده است.
    }

empty-template-byline = در سطر نام نویسنده، نامی نیامده است.
empty-template-field = جای خالی قالب پر نشده است.
empty-template-line = این سطر از قالب صفحه است و جاهای خالی آن پر نشده است.
empty-template-pair = درون گیومه یا پرانتز چیزی نیست.
empty-template-value = برنامه مقداری نداشته و به‌جای آن واژه‌ای مانند null نوشته است.

foreign-letter-arabic-keyboard = در متن فارسی حروف صفحه‌کلید عربی آمده است.
foreign-letter-arabic-throughout = سراسر متن با حروف صفحه‌کلید عربی تایپ شده است.
foreign-letter-not-arabic = خط عربی این حرف یا نشانه ({ $sign }) را ندارد؛ از زبان دیگری آمده است.
foreign-letter-not-persian = خط فارسی این حرف یا نشانه ({ $sign }) را ندارد؛ از زبان دیگری آمده است.
foreign-letter-persian-keyboard = در متن عربی حروف صفحه‌کلید فارسی آمده است.
foreign-letter-persian-letter = این واژه حرفی فارسی دارد؛ عربی همین صدا را با حرفی از خودش می‌نویسد.
foreign-letter-persian-throughout = سراسر متن با حروف صفحه‌کلید فارسی تایپ شده است.
foreign-letter-shapes = به‌جای خودِ حروف، شکل چاپی آنها ذخیره شده است، مثل متنی که از PDF کپی کرده باشند؛ جست‌وجو آنها را نمی‌یابد.

glued-words-elsewhere = دو واژه به هم چسبیده‌اند؛ در جای دیگر همین متن جدا نوشته شده‌اند.
glued-words-latin = واژه‌ای لاتین به واژه کنارش چسبیده است؛ فاصله میان آنها جا افتاده است.
glued-words-number = واژه و عدد به هم چسبیده‌اند؛ فاصله میان آنها جا افتاده است.
glued-words-two = دو واژه به هم چسبیده‌اند؛ فاصله میان آنها جا افتاده است.

headline-calque-circumstance = تیتر به شیوه تیترهای انگلیسی با «در حالی که» (ترجمه «as») ادامه یافته است.
headline-calque-infinitive = تیتر فعل ندارد و از الگوی انگلیسی «X to do something» گرته‌برداری شده است.

inconsistent-name = یک نام با دو املا آمده است: اینجا «{ $odd }» و جای دیگر «{ $usual }».

invisible-character-control =
    { $count ->
        [one] اینجا نویسه کنترلی یا نویسه‌ای از محدوده خصوصی یونیکد آمده است.
       *[other] در { $count } جای متن نویسه کنترلی یا نویسه‌ای از محدوده خصوصی یونیکد آمده است.
    }
invisible-character-directional =
    { $count ->
        [one] اینجا نویسه‌ای برای تعیین جهت آمده است که اثری ندارد.
       *[other] در { $count } جای متن نویسه‌ای برای تعیین جهت آمده است که اثری ندارد.
    }
invisible-character-zero-width =
    { $count ->
        [one] اینجا نویسه نامرئی بی‌اثری آمده است (فاصله بی‌پهنا، اتصال مجازی یا خط تیره پنهان).
       *[other] در { $count } جای متن نویسه نامرئی بی‌اثری آمده است (فاصله بی‌پهنا، اتصال مجازی یا خط تیره پنهان).
    }

kashida =
    { $count ->
        [one] میان حروف این واژه، کشیده («ـ») آمده است.
       *[other] در این متن { $count } بار میان حروف واژه‌ها کشیده («ـ») آمده است.
    }
kashida-letter =
    { $count ->
        [one] یک حرف این واژه چند بار تکرار شده است.
       *[other] در { $count } واژه این متن یک حرف چند بار تکرار شده است.
    }

literal-calque = واژه‌به‌واژه ترجمه شده است، احتمالاً از «{ $source }».
literal-calque-age = سن میان دو ویرگول به شیوه انگلیسی، بدون «ساله».

lost-joiner = نیم‌فاصله جا افتاده است.
lost-joiner-places = نیم‌فاصله در { $count } مورد جا افتاده است (با نیم‌فاصله { $joined }، با فاصله { $spaced }، چسبیده { $fused }).
lost-joiner-spaces = در این متن به‌جای نیم‌فاصله، فاصله آمده است (با نیم‌فاصله { $joined }، با فاصله { $spaced }، چسبیده { $fused }).
lost-joiner-throughout = نیم‌فاصله‌ها در سراسر متن از دست رفته‌اند (با نیم‌فاصله { $joined }، با فاصله { $spaced }، چسبیده { $fused }).

mangled-name-article = پیش از نام رسانه ({ $name }) حرف تعریف انگلیسی مانده است.
mangled-name-known = این نام (احتمالاً { $name }) واژه‌به‌واژه ترجمه شده است.
mangled-name-sentence-known = نام منبع (احتمالاً { $name }) واژه‌به‌واژه ترجمه شده و به‌تنهایی به‌جای جمله آمده است.
mangled-name-sentence-unknown = نام منبع واژه‌به‌واژه ترجمه شده و به‌تنهایی به‌جای جمله آمده است.
mangled-name-trade-known = به‌جای نام منبع، نام یک شغل آمده است؛ احتمالاً { $name } بوده که واژه‌به‌واژه ترجمه شده است.
mangled-name-trade-unknown = به‌جای نام منبع، نام یک شغل آمده است؛ نام منبع واژه‌به‌واژه ترجمه شده است.
mangled-name-unknown = این نام واژه‌به‌واژه ترجمه شده است.
mangled-name-word-known = به‌جای نام منبع، واژه‌ای عادی آمده است؛ احتمالاً { $name } بوده که واژه‌به‌واژه ترجمه شده است.
mangled-name-word-unknown = به‌جای نام منبع، واژه‌ای عادی آمده است؛ نام منبع واژه‌به‌واژه ترجمه شده است.

missing-verb = این جمله بلند فعل ندارد.
missing-verb-behind = پس از «{ $verb }» باید فعل دیگری بیاید، ولی در این جمله نیامده است.
missing-verb-clause = جمله‌ای که با «{ $words }» آغاز می‌شود فعل ندارد.

mixed-digits-number =
    { $count ->
        [one] این عدد با رقم‌های دو خط مختلف نوشته شده است.
       *[other] { $count } عدد با رقم‌های دو خط مختلف نوشته شده است.
    }
mixed-digits-systems = شکل رقم‌ها اینجا { $here } و در جاهای دیگر متن { $elsewhere } است ({ $count } در برابر { $usual }).

mixed-quotes = نقل قول‌ها اینجا با { $here } و در جاهای دیگر متن با { $elsewhere } آمده‌اند ({ $count } در برابر { $usual }).

mojibake-encoding =
    { $count ->
        [one] اینجا حروف به هم ریخته‌اند، چون متن با کدگذاری نادرست خوانده شده است.
       *[other] در { $count } جای متن حروف به هم ریخته‌اند، چون متن با کدگذاری نادرست خوانده شده است.
    }
mojibake-entities =
    { $count ->
        [one] اینجا کد HTML به نویسه تبدیل نشده است.
       *[other] در { $count } جای متن کد HTML به نویسه تبدیل نشده است.
    }
mojibake-lost =
    { $count ->
        [one] اینجا حرفی هنگام خواندن فایل از دست رفته است (U+FFFD).
       *[other] در { $count } جای متن حروفی هنگام خواندن فایل از دست رفته است (U+FFFD).
    }
mojibake-tags =
    { $count ->
        [one] اینجا برچسب HTML در متن مانده است.
       *[other] در { $count } جای متن برچسب HTML مانده است.
    }

page-furniture =
    { $lines ->
        [one] این سطر از صفحه وب است، نه از مطلب.
       *[other] این { $lines } سطر از صفحه وب است، نه از مطلب.
    }
page-furniture-menu = منوی صفحه به تیتر چسبیده است.
page-furniture-outside = { $lines } سطر صفحه جزو مطلب نیست و بررسی نشده است.

repeated-clause-participle = یک اسم فاعل یا اسم مفعول دو بار در جمله آمده است، بار دوم با «كان».
repeated-clause-predicate = یک گزاره دو بار در جمله آمده است؛ متن اصلی آن را فقط یک بار داشته یا بار دوم گزاره دیگری آورده است.
repeated-clause-verb = یک فعل و متممش دو بار در جمله آمده‌اند و چیزی آن دو را به هم نمی‌پیوندد.

repeated-phrase-close = این واژه‌ها با فاصله‌ای اندک دوباره آمده‌اند.
repeated-phrase-row = این واژه‌ها دو بار پشت سر هم آمده‌اند.

repeated-sentence-changed = این جمله با تغییر یکی دو واژه تکرار شده است.
repeated-sentence-same = این جمله تکراری است.

repeated-word = یک واژه { $count } بار پشت سر هم آمده است.
repeated-word-amount = واحد، عدد یا تاریخ در همین جا دو بار آمده است.
repeated-word-piece = تکه‌ای از این واژه دو بار در آن آمده است.

spaced-mark-before =
    { $count ->
        [one] پیش از نشانه نگارشی فاصله آمده است.
       *[other] در این متن { $count } بار پیش از نشانه نگارشی فاصله آمده است.
    }
spaced-mark-habit = در این متن معمولاً پیش از نشانه نگارشی فاصله آمده است: { $count } بار (پیش از { $spaced } ویرگول از { $commas } ویرگول).
spaced-mark-inside =
    { $count ->
        [one] میان گیومه یا پرانتز و نوشته درون آن فاصله آمده است.
       *[other] در این متن { $count } بار درون گیومه یا پرانتز فاصله اضافی آمده است.
    }
spaced-mark-line =
    { $count ->
        [one] نشانه نگارشی به سطر بعد افتاده است.
       *[other] در این متن { $count } بار نشانه نگارشی به سطر بعد افتاده است.
    }
spaced-mark-missing =
    { $count ->
        [one] پس از نشانه نگارشی فاصله نیامده است.
       *[other] در این متن { $count } بار پس از نشانه نگارشی فاصله نیامده است.
    }

stranded-fragment-and-that = گروهی اسمی با «وأن» ادامه یافته است و هیچ‌کدام به فعلی وابسته نیست.
stranded-fragment-behind = آنچه پس از نقطه نابجا آمده، خودش جمله نیست.
stranded-fragment-noun-phrase = گروهی اسمی، بی‌فعل و بی‌نقطه، در پایان پاراگراف جا مانده است.
stranded-fragment-preposition = یک حرف اضافه و متممش به‌تنهایی به‌جای جمله آمده است.
stranded-fragment-verbless-word = یک واژه، بی‌فعل و به‌تنهایی، به‌جای جمله آمده است.
stranded-fragment-word = یک واژه به‌تنهایی به‌جای جمله آمده است.
stranded-fragment-words = چند واژه بی‌فعل به‌جای جمله آمده‌اند.

stray-space-double =
    { $count ->
        [one] اینجا دو فاصله پشت سر هم آمده است.
       *[other] در { $count } جای متن دو فاصله پشت سر هم آمده است.
    }
stray-space-joiner =
    { $count ->
        [one] اینجا نیم‌فاصله بی‌اثری آمده است.
       *[other] در { $count } جای متن نیم‌فاصله بی‌اثری آمده است.
    }
stray-space-odd =
    { $count ->
        [one] اینجا فاصله نشکن یا فاصله نامعمول دیگری آمده است.
       *[other] در { $count } جای متن فاصله نشکن یا فاصله نامعمول دیگری آمده است.
    }

subword-debris-ending = پسوندی از واژه خود جدا افتاده است.
subword-debris-prefix = «ن» نفی از فعل خود جدا افتاده است.
subword-debris-pronoun = ضمیر به واژه‌ای با «ة» چسبیده است؛ پیش از ضمیر «ت» می‌نویسند.
subword-debris-sign = نشانه‌ای از سازوکار درونی ماشین ترجمه در متن مانده است.

translator-residue-announces = مدل زبانی ترجمه‌اش را معرفی کرده است.
translator-residue-banner = اعلان سرویس ترجمه در متن مانده است.
translator-residue-label = برچسب ترجمه در متن مانده است.
translator-residue-markdown = یک نشانه مارک‌داون (Markdown) در متنی آمده است که جای دیگر چنین نشانه‌ای ندارد.
translator-residue-model = مدل زبانی از خودش حرف زده است.
translator-residue-note = یادداشتی درباره ترجمه در متن مانده است.
translator-residue-translator = یادداشت مترجم در متن مانده است.

unbalanced-quote-bracket-closes = پرانتز یا قلابی بسته شده که در این پاراگراف باز نشده بود.
unbalanced-quote-bracket-opens = پرانتز یا قلابی باز شده و در این پاراگراف بسته نشده است.
unbalanced-quote-closes = گیومه‌ای بسته شده که در این پاراگراف باز نشده بود.
unbalanced-quote-lost = این جمله گفته کسی است که جمله بعد از او نقل می‌کند، اما در گیومه نیامده است.
unbalanced-quote-odd = شمار گیومه‌های این پاراگراف فرد است؛ یکی کم است.
unbalanced-quote-opens = گیومه‌ای باز شده و در این پاراگراف بسته نشده است.
unbalanced-quote-surplus = اینجا { $count } گیومه باز شده و هیچ‌یک بسته نشده است.

untranslated-word = واژه‌ای از متن اصلی ترجمه نشده است.
untranslated-word-function = واژه‌ای دستوری از انگلیسی (مانند «the») در متن مانده است.
untranslated-word-heading = میان‌تیتر به زبان مبدأ مانده است.
untranslated-word-label = برچسب به زبان مبدأ مانده است.
untranslated-word-party = حزب و ایالت سیاستمدار به شیوه انگلیسی در پرانتز مانده است.
untranslated-word-script = واژه‌ای به خطی دیگر در متن جا مانده است.

untransliterated-name =
    { $count ->
        [one] نام یا واژه‌ای خارجی به خط لاتین مانده است.
       *[other] { $count } نام یا واژه خارجی به خط لاتین مانده است.
    }

wrong-language =
    { $lang ->
        [ar] این بخش به زبان عربی است، نه به زبان مطلب.
        [en] این بخش به زبان انگلیسی است، نه به زبان مطلب.
        [fa] این بخش به زبان فارسی است، نه به زبان مطلب.
        [ur] این بخش به زبان اردو است، نه به زبان مطلب.
       *[other] این بخش به زبان دیگری است، نه به زبان مطلب.
    }

wrong-sense = در ترجمه این واژه معنای نادرستی انتخاب شده است؛ اصل آن احتمالاً «{ $source }» بوده است.

## نام ایرادها با شمارشان

name-acronym-slip =
    { $count ->
        [one] سرواژه نادرست
       *[other] { $count } سرواژه نادرست
    }
name-ascii-marks =
    { $count ->
        [one] نشانه لاتین
       *[other] { $count } نشانه لاتین
    }
name-bracketed-name =
    { $count ->
        [one] نام در کمانک
       *[other] { $count } نام در کمانک
    }
name-collapsed-pair =
    { $count ->
        [one] جفت یکی‌شده
       *[other] { $count } جفت یکی‌شده
    }
name-cut-sentence =
    { $count ->
        [one] جمله بریده
       *[other] { $count } جمله بریده
    }
name-dangling-attribution =
    { $count ->
        [one] ذکر منبع ناقص
       *[other] { $count } ذکر منبع ناقص
    }
name-decoder-loop =
    { $count ->
        [one] حلقه تکرار
       *[other] { $count } حلقه تکرار
    }
name-double-predicate =
    { $count ->
        [one] دو فعل کنار هم
       *[other] { $count } مورد دو فعل کنار هم
    }
name-doubled-mark =
    { $count ->
        [one] نشانه مضاعف
       *[other] { $count } نشانه مضاعف
    }
name-empty-template =
    { $count ->
        [one] قالب پرنشده
       *[other] { $count } قالب پرنشده
    }
name-foreign-letter =
    { $count ->
        [one] حرف بیگانه
       *[other] { $count } حرف بیگانه
    }
name-glued-words =
    { $count ->
        [one] واژه‌های چسبیده
       *[other] { $count } مورد واژه‌های چسبیده
    }
name-headline-calque =
    { $count ->
        [one] تیتر گرته‌برداری‌شده
       *[other] { $count } تیتر گرته‌برداری‌شده
    }
name-inconsistent-name =
    { $count ->
        [one] نام چنداملایی
       *[other] { $count } نام چنداملایی
    }
name-invisible-character =
    { $count ->
        [one] نویسه نامرئی
       *[other] { $count } نویسه نامرئی
    }
name-kashida =
    { $count ->
        [one] کشیده
       *[other] { $count } کشیده
    }
name-literal-calque =
    { $count ->
        [one] گرته‌برداری
       *[other] { $count } گرته‌برداری
    }
name-lost-joiner =
    { $count ->
        [one] نیم‌فاصله افتاده
       *[other] { $count } نیم‌فاصله افتاده
    }
name-mangled-name =
    { $count ->
        [one] نام ترجمه‌شده
       *[other] { $count } نام ترجمه‌شده
    }
name-missing-verb =
    { $count ->
        [one] جمله بی‌فعل
       *[other] { $count } جمله بی‌فعل
    }
name-mixed-digits =
    { $count ->
        [one] رقم‌های ناهمگون
       *[other] { $count } مورد رقم‌های ناهمگون
    }
name-mixed-quotes =
    { $count ->
        [one] گیومه‌های ناهمگون
       *[other] { $count } مورد گیومه‌های ناهمگون
    }
name-mojibake =
    { $count ->
        [one] حروف به‌هم‌ریخته
       *[other] { $count } مورد حروف به‌هم‌ریخته
    }
name-page-furniture =
    { $count ->
        [one] سطر بیرون از مطلب
       *[other] { $count } سطر بیرون از مطلب
    }
name-repeated-clause =
    { $count ->
        [one] گزاره تکراری
       *[other] { $count } گزاره تکراری
    }
name-repeated-phrase =
    { $count ->
        [one] عبارت تکراری
       *[other] { $count } عبارت تکراری
    }
name-repeated-sentence =
    { $count ->
        [one] جمله تکراری
       *[other] { $count } جمله تکراری
    }
name-repeated-word =
    { $count ->
        [one] واژه تکراری
       *[other] { $count } واژه تکراری
    }
name-spaced-mark =
    { $count ->
        [one] فاصله نادرست نشانه
       *[other] { $count } فاصله نادرست نشانه
    }
name-stranded-fragment =
    { $count ->
        [one] پاره‌جمله
       *[other] { $count } پاره‌جمله
    }
name-stray-space =
    { $count ->
        [one] فاصله نابجا
       *[other] { $count } فاصله نابجا
    }
name-subword-debris =
    { $count ->
        [one] پاره‌واژه
       *[other] { $count } پاره‌واژه
    }
name-translator-residue =
    { $count ->
        [one] ردپای مترجم
       *[other] { $count } ردپای مترجم
    }
name-unbalanced-quote =
    { $count ->
        [one] گیومه بی‌جفت
       *[other] { $count } گیومه بی‌جفت
    }
name-untranslated-word =
    { $count ->
        [one] واژه ترجمه‌نشده
       *[other] { $count } واژه ترجمه‌نشده
    }
name-untransliterated-name =
    { $count ->
        [one] نام به خط لاتین
       *[other] { $count } نام به خط لاتین
    }
name-wrong-language =
    { $count ->
        [one] بخش به زبان دیگر
       *[other] { $count } بخش به زبان دیگر
    }
name-wrong-sense =
    { $count ->
        [one] معنای نادرست
       *[other] { $count } معنای نادرست
    }

## چرا مطلب قبول نشد

gate-count =
    { $severity ->
        [critical] یافته‌های بحرانی محور ترجمه: { $count }؛ حداکثر مجاز { $most } است (max-critical)
        [major] یافته‌های مهم محور ترجمه: { $count }؛ حداکثر مجاز { $most } است (max-major)
       *[minor] یافته‌های جزئی محور ترجمه: { $count }؛ حداکثر مجاز { $most } است (max-minor)
    }
gate-score =
    { $axis ->
        [typography] امتیاز نگارش { $score } است و به حداقل { $least } نمی‌رسد (min-typography)
        [extraction] امتیاز استخراج { $score } است و به حداقل { $least } نمی‌رسد (min-extraction)
       *[translation] امتیاز ترجمه { $score } است و به حداقل { $least } نمی‌رسد (min-score)
    }

## یادداشت‌ها و خلاصه در GitHub Actions

job-article = مطلب
job-fails = mtlint: مطلب مردود شد
job-findings = یافته‌ها: { $critical } بحرانی، { $major } مهم، { $minor } جزئی.
job-not-checked = mtlint: بررسی نشد
job-what = شرح
job-worst = جدی‌ترین یافته‌ها

## کارساز ویرایشگر

lsp-let-comment = چشم‌پوشی از { $rule } در اینجا (با یادداشت پنهان در متن)
lsp-let-file = چشم‌پوشی از { $rule } در این فایل (با ثبت در { $file })
lsp-mend-all = اصلاح { $count } خطای قطعی در این متن
lsp-mend-places = اصلاح { $rule } در { $count } جا
lsp-never = چشم‌پوشی همیشگی از «{ $words }» (با افزودن به واژه‌های مجاز در { $file })
lsp-replace = گذاشتن «{ $wanted }» به‌جای «{ $words }»
lsp-too-large = این متن بررسی نشد: از { $limit } بایت بزرگ‌تر است (max-bytes در تنظیمات این حد را بالا می‌برد)

## گزارش برای خواننده

human-also = و { $count } جای دیگر
human-and-more = { $count } مورد دیگر
human-axes = ترجمه { $translation }، { $verdict } · نگارش { $typography } · استخراج { $extraction }
human-close = نزدیک به مرز است و نتیجه قطعی نیست
human-comma = ،{ " " }
human-could-not = { $count } مطلب بررسی نشد
human-documents = { $count } مطلب
human-fixable = خودکار اصلاح می‌شود
human-fixable-part = { $some } مورد از { $count } خودکار اصلاح می‌شود
human-instead = جایگزین: { $words }
human-line = { $message } اینجا: { $words }
human-line-instead = { $message } اینجا: { $words }؛ جایگزین: { $instead }
human-known = از { $count } یافته شناخته‌شده چشم‌پوشی شد
human-no-pack = برای زبان { $lang } بسته زبانی نیست؛ فقط قاعده‌های مستقل از زبان اجرا شد
human-no-sign = نشانی از ترجمه ماشینی نیست
human-nothing = ایرادی یافت نشد
human-nothing-changed = در سطرهای تغییرکرده ایرادی در ترجمه یافت نشد
human-penalty = جریمه { $penalty }، حد مجاز { $tolerance }
human-semicolon = ؛{ " " }
human-share = { $share }٪
human-short = برای نتیجه‌گیری کوتاه است
human-unchanged = نتیجه برای کل متن است: { $count } یافته در سطرهایی که تغییر نکرده‌اند
human-unknown-language = ناشناخته
human-words = { $count } واژه

## پایان بررسی پیکره در پایانه

score-better = بهتر
score-change = تغییر { $change } (از { $low } تا { $high }، p = { $p })
score-column-documents = مطالب
score-column-fails = درصد مردود
score-column-group = گروه
score-column-interval = اطمینان ۹۵٪
score-column-rate = در هر هزار واژه
score-column-translation = ترجمه
score-compared = مقایسه با { $name }: { $count } مطلب مشترک؛ فقط در اجرای کنونی { $here }، فقط در اجرای پیشین { $there }
score-fails = درصد مطالب مردود: پیش از این { $was }، اکنون { $is }
score-findings = یافته‌های محور ترجمه در هر هزار واژه: پیش از این { $was }، اکنون { $is }
score-more-groups = و { $count } گروه دیگر؛ همه گروه‌ها در خروجی --summary و --report می‌آید
score-no-group = (بی‌گروه)
score-repeated = مطالبی که شناسه‌شان پیش‌تر آمده بود مقایسه نشدند: { $here } مطلب در اجرای کنونی، { $there } مطلب در اجرای پیشین
score-time = { $seconds } ثانیه، { $rate } مطلب در ثانیه، { $megabytes } مگابایت در ثانیه
score-too-many-groups = شمار گروه‌ها از { $most } بیشتر است: { $count } مطلب از گروه‌های دیگر یکجا شمرده شد؛ معیار کلی‌تری برای گروه‌بندی انتخاب کنید
score-translation = امتیاز ترجمه: پیش از این { $was }، اکنون { $is }
score-unclear = بدون تغییر معنادار
score-worse = بدتر

## واژه‌های گزارش

axis-extraction = استخراج
axis-translation = ترجمه
axis-typography = نگارش
severity-critical = بحرانی
severity-major = مهم
severity-minor = جزئی
verdict-fail = مردود
verdict-pass = قبول
verdict-review = بازبینی

## صفحه گزارش در مرورگر

html-all = همه
html-all-articles = همه مطالب
html-article = مطلب
html-articles = { $n } مطلب
html-articles-shown = { $n } مطلب از { $all } مطلب
html-axes-explained = فقط محور ترجمه از ترجمه ماشینی خبر می‌دهد؛ نگارش و استخراج به عادت‌های نوشتن و برداشتن متن از وب برمی‌گردند.
html-axis = محور
html-axis-extraction = استخراج
html-axis-translation = ترجمه
html-axis-typography = نگارش
html-clear = حذف فیلترها
html-confidence-high = قطعی
html-confidence-low = نشانه ضعیف
html-confidence-medium = محتمل
html-count = { $n } جا
html-distribution = امتیازها
html-distribution-bin = { $from } تا { $to }: { $n }
html-distribution-of = امتیاز { $axis }، شمار مطالب
html-error = این مطلب بررسی نشد: { $error }
html-fewer-rules = نمایش قاعده‌های کمتر
html-filters = فیلتر و مرتب‌سازی
html-find = نام یا تیتر
html-findings = یافته‌ها
html-findings-shown = { $n } یافته از { $all } یافته
html-findings-total = { $n } یافته
html-furniture = بیرون از مطلب: { $n } سطر که در امتیاز حساب نشده است
html-instead = جایگزین
html-interval = میان { $low } و { $high } ایراد در هر هزار واژه
html-language = زبان
html-legend = راهنمای نشانه‌ها
html-limits = امتیاز هر محور از ۱۰۰ آغاز می‌شود؛ مرز قبولی ۸۰ است.
html-line = سطر { $line }
html-mark = یافته { $n }
html-median = میانه { $n }
html-more-rules = نمایش هر { $n } قاعده
html-next = یافته بعدی
html-next-article = مطلب بعدی
html-no-articles = مطلبی با این فیلترها نیست. برای دیدن همه، فیلترها را حذف کنید.
html-no-findings = ایرادی یافت نشد.
html-no-findings-like-this = یافته‌ای با این فیلترها نیست. برای دیدن همه، فیلترها را حذف کنید.
html-no-text = اینجا ایرادی یافت نشد. در گزارش چند مطلب، فقط متن مطالبی می‌آید که یافته دارند.
html-other-place = جای دیگر { $n }
html-other-places = جاهای مرتبط
html-page = { $from } تا { $to } از { $all }
html-page-next = صفحه بعد
html-page-previous = صفحه قبل
html-pages = صفحه‌ها
html-penalty = جریمه { $penalty }، حد مجاز { $tolerance }
html-points = جریمه { $n }
html-place-other = جای دیگر همان یافته
html-previous = یافته قبلی
html-previous-article = مطلب قبلی
html-rule = قاعده
html-rules = یافته‌ها به تفکیک قاعده
html-severity = شدت
html-severity-critical = بحرانی
html-severity-major = مهم
html-severity-minor = جزئی
html-silenced = { $n } یافته نادیده گرفته شده و نشان داده نشده است
html-sort = مرتب‌سازی
html-sort-extraction = امتیاز استخراج
html-sort-findings = شمار یافته‌ها
html-sort-input = ترتیب ورودی
html-sort-language = زبان
html-sort-path = نام
html-sort-translation = امتیاز ترجمه
html-sort-typography = امتیاز نگارش
html-sort-verdict = اول بدترین‌ها
html-sort-words = شمار واژه‌ها
html-text = متن
html-theme = پوسته
html-theme-auto = خودکار
html-theme-dark = تیره
html-theme-light = روشن
html-title = گزارش mtlint
html-ui = زبان صفحه
html-unchanged = { $n } یافته در سطرهای بی‌تغییر نشان داده نشده است
html-verdict = نتیجه
html-verdict-error = بررسی‌نشده
html-verdict-fail = مردود
html-verdict-pass = قبول
html-verdict-review = بازبینی
html-words = { $n } واژه
html-words-column = واژه‌ها

## صفحه گزارش پیکره در مرورگر

corpus-as-table = همین عددها در جدول
corpus-better = بهتر
corpus-better-documents =
    { $n ->
        [one] امتیاز ترجمه { $n } مطلب بالا رفته است
       *[other] امتیاز ترجمه { $n } مطلب بالا رفته است؛ بیشترین افزایش‌ها از این قرار است
    }
corpus-change = تغییر
corpus-changes = دو اجرا در کنار هم
corpus-compare-note = فقط مطالبی مقایسه می‌شوند که در هر دو اجرا امتیاز گرفته‌اند. بازه‌های اطمینان و مقدارهای p با { $n } بار بازنمونه‌گیری از مطالب (بوت‌استرپ زوجی) به دست آمده‌اند. هر سطر جداگانه آزموده می‌شود: از هر بیست سطر بی‌تغییر، ممکن است یکی تصادفاً تغییریافته به نظر برسد.
corpus-comparison = مقایسه با { $name }
corpus-count-and-share = { $n } ({ $share })
corpus-document = مطلب
corpus-documents = { $n } مطلب
corpus-documents-axis = شمار مطالب
corpus-documents-column = مطالب
corpus-errors = { $n } مطلب بررسی نشد
corpus-fail-share = نسبت مردود
corpus-failures = مطالب بررسی‌نشده
corpus-figure = شاخص
corpus-figure-fails = نسبت مطالب مردود
corpus-figure-rate = یافته‌های محور ترجمه در هر هزار واژه
corpus-find-group = جست‌وجوی گروه
corpus-from-to = از { $was } به { $is }
corpus-further-groups = فقط { $groups } گروه جداگانه شمرده می‌شود؛ { $n } مطلب از گروه‌های دیگر است. معیار کلی‌تری برای گروه‌بندی انتخاب کنید.
corpus-group = گروه
corpus-groups = گروه‌بندی بر پایه { $field }
corpus-groups-note = ابتدا گروه‌هایی آمده‌اند که با اطمینان می‌توان گفت نسبت مردود در آنها از همه بیشتر است. عددهایی که با قلم ریز آمده‌اند بازه‌های اطمینان ۹۵ درصدی‌اند: اگر بازه‌های دو گروه از هم دور باشند، آن دو گروه واقعاً متفاوت‌اند.
corpus-having = مطالب دارای این یافته
corpus-interval-column = بازه اطمینان ۹۵٪
corpus-interval-of = بازه اطمینان ۹۵٪: { $range }
corpus-intervals-note = بازه‌های اطمینان ۹۵ درصدی نشان می‌دهند که در مطالب دیگری از همین دست چه مقدارهایی محتمل است. بازه نسبت‌ها به روش ویلسون، بازه میانگین امتیازها با توزیع تی استیودنت و بازه شمار یافته‌ها در هر هزار واژه با مدل پواسون و با در نظر گرفتن پراکندگی میان مطالب به دست آمده است.
corpus-is = اکنون
corpus-languages = زبان‌ها
corpus-matched = { $n } مطلب مشترک
corpus-mean = میانگین { $n }
corpus-mean-score = امتیاز ترجمه
corpus-median-score = میانه { $n }
corpus-more-failures = { $n } مطلب دیگر در فهرست نیامده است.
corpus-more-groups = نمایش { $n } گروه دیگر
corpus-most-findings = پرشمارترین یافته‌ها
corpus-no-group = (بی‌گروه)
corpus-no-such-group = گروهی با این نام یافت نشد.
corpus-not-comparable = اجرای پیشین با قاعده‌ها یا تنظیمات دیگری انجام شده است (نسخه / قاعده‌ها / تنظیمات: { $then }؛ اکنون { $now }). شاید تفاوت از قاعده‌ها باشد، نه از خود مطالب.
corpus-nothing-to-compare = هیچ مطلبی در هر دو اجرا امتیاز ندارد.
corpus-only-here = { $n } مطلب فقط در اجرای کنونی
corpus-only-there = { $n } مطلب فقط در اجرای پیشین
corpus-other-findings = تغییر شمار یافته‌ها
corpus-outcomes = تغییر نتیجه‌ها
corpus-p = p
corpus-per-thousand = در هر هزار واژه
corpus-range = { $low } تا { $high }
corpus-rate-of-all = همه یافته‌های محور ترجمه: { $rate } در هر هزار واژه (بازه اطمینان ۹۵٪: { $range })
corpus-rates = یافته‌ها در هر هزار واژه
corpus-reason = علت
corpus-repeated = { $n } مطلب با شناسه‌ای که پیش‌تر آمده بود کنار گذاشته شد
corpus-report-title = گزارش mtlint درباره پیکره
corpus-result = ارزیابی
corpus-row-of = ردیف { $row } از گروه ردیف‌های شماره { $group }
corpus-rule-changes = تغییر شمار یافته‌ها در هر هزار واژه
corpus-scale = از { $from } تا { $to }
corpus-score-axis = امتیاز
corpus-unclear = بدون تغییر معنادار
corpus-was = پیش از این
corpus-was-and-is = نتیجه پیشین (سطر) و کنونی (ستون)
corpus-worse = بدتر
corpus-worse-documents =
    { $n ->
        [one] امتیاز ترجمه { $n } مطلب پایین آمده است
       *[other] امتیاز ترجمه { $n } مطلب پایین آمده است؛ بیشترین کاهش‌ها از این قرار است
    }
corpus-worst = بدترین مطالب

## صفحه چسباندن متن

paste-about = مطلبی به فارسی یا عربی بچسبانید تا ببینید رد ترجمه ماشینی در کجای آن پیداست. متن روی همین رایانه بررسی می‌شود و جایی ذخیره نمی‌شود.
paste-article = مطلب
paste-check = بررسی
paste-check-files = بررسی فایل‌ها
paste-files = یا فایل انتخاب کنید
paste-kinds = متن ساده، HTML یا Markdown با کدگذاری UTF-8، UTF-16 یا windows-1256. از صفحه وب فقط خود مطلب بررسی می‌شود.
paste-languages = زبان‌ها
paste-name = فارسی
