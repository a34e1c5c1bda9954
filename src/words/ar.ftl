### ما يقوله mtlint بالعربية. المصطلحات: error خطأ، suspicion خطأ محتمل، reminder تذكير، article المقال، headline العنوان،
### outlet الوسيلة الإعلامية، attribution نسبة الخبر إلى مصدره، punctuation mark علامة الترقيم، source الأصل، source language لغة
### الأصل، translator (program) المترجم الآلي.

## مطالع الرسائل

error = خطأ: { $message }
suspicion = خطأ محتمل: { $message }
reminder = تذكير: { $message }

## رسائل القواعد

acronym-slip-foreign = ورد اختصار من لغة أخرى بدلًا من { $right }.
acronym-slip-wrong = هذا الاختصار ليس اختصار الجهة المذكورة؛ اختصارها { $right }.

ascii-marks =
    { $count ->
        [one] وردت هنا العلامة اللاتينية «{ $sign }» مكان «{ $own }».
        [two] وردت علامات ترقيم لاتينية بين كلمات بالحرف العربي مرتين في هذا النص؛ وهنا «{ $sign }» مكان «{ $own }».
        [few] وردت علامات ترقيم لاتينية بين كلمات بالحرف العربي { $count } مرات في هذا النص؛ وهنا «{ $sign }» مكان «{ $own }».
        [many] وردت علامات ترقيم لاتينية بين كلمات بالحرف العربي { $count } مرة في هذا النص؛ وهنا «{ $sign }» مكان «{ $own }».
       *[other] وردت علامات ترقيم لاتينية بين كلمات بالحرف العربي { $count } مرة في هذا النص؛ وهنا «{ $sign }» مكان «{ $own }».
    }
ascii-marks-separator =
    { $count ->
        [one] وردت هنا فاصلة الآلاف (٬) مكان الفاصلة (،).
        [two] وردت فاصلة الآلاف (٬) مكان الفاصلة (،) مرتين في هذا النص.
        [few] وردت فاصلة الآلاف (٬) مكان الفاصلة (،) { $count } مرات في هذا النص.
        [many] وردت فاصلة الآلاف (٬) مكان الفاصلة (،) { $count } مرة في هذا النص.
       *[other] وردت فاصلة الآلاف (٬) مكان الفاصلة (،) { $count } مرة في هذا النص.
    }

bracketed-name = وُضع اسم هو صاحب الكلام في الجملة بين قوسين، كما في ترجمة الأفلام.

collapsed-pair-verb = تكرر فعل واحد على طرفي أداة العطف؛ وفي الأصل فعلان مختلفان.
collapsed-pair-word = تكررت كلمة واحدة على طرفي أداة العطف؛ ولعل في الأصل كلمتين مختلفتين.

cut-sentence-end = لا تنتهي جملة بهذه الكلمة؛ سقط ما بعدها.
cut-sentence-inner = لا تبدأ جملة بهذه الكلمة؛ النقطة التي قبلها شطرت الجملة شطرين.
cut-sentence-paragraph = هذه الفقرة الطويلة لا تنتهي بفعل ولا بنقطة.
cut-sentence-particle = لم يبق من هذه الجملة إلا أداة، وسقط ما بعدها.
cut-sentence-seam = قلما تقع نقطة بين هاتين الكلمتين؛ والأرجح أنها شطرت الجملة شطرين.

dangling-attribution-alone = وردت نسبة الخبر إلى مصدره جملةً قائمة بذاتها، ولم يرد الخبر نفسه.
dangling-attribution-comma = وردت نسبة الخبر إلى مصدره بين جملتين بلا فاصلة.
dangling-attribution-confirms = يؤكد المتحدث أمرًا، لكن الجملة تنتهي قبل ذكره.
dangling-attribution-nothing = ورد اسم الوسيلة الإعلامية مع فعل القول، ولم يرد ما نقلته.
dangling-attribution-outlet = ورد اسم الوسيلة الإعلامية وحده جملةً، وسقط الفعل (مثل «ذكرت»).
dangling-attribution-report = تحوّل الفعل «ذكرت» إلى الاسم «تقرير»، وبقيت الجملة بلا فعل.
dangling-attribution-said = جاء فعل القول جملة وحده، ولم يُذكر ما قيل.
dangling-attribution-venue = ذُكر القائل ومناسبة قوله، ولم يُذكر ما قيل.
dangling-attribution-with = سبقت «مع» اسم المتحدث، وبقي فعل القول بلا فاعل.

decoder-loop-piece =
    { $passes ->
        [one] تكرر جزء من الكلمة فيها مرة واحدة، كأن المترجم الآلي دخل في حلقة مفرغة.
        [two] تكرر جزء من الكلمة فيها مرتين، كأن المترجم الآلي دخل في حلقة مفرغة.
        [few] تكرر جزء من الكلمة فيها { $passes } مرات، كأن المترجم الآلي دخل في حلقة مفرغة.
        [many] تكرر جزء من الكلمة فيها { $passes } مرة، كأن المترجم الآلي دخل في حلقة مفرغة.
       *[other] تكرر جزء من الكلمة فيها { $passes } مرة، كأن المترجم الآلي دخل في حلقة مفرغة.
    }
decoder-loop-word =
    { $passes ->
        [one] وردت الكلمة نفسها مرة واحدة على التوالي، كأن المترجم الآلي دخل في حلقة مفرغة.
        [two] وردت الكلمة نفسها مرتين على التوالي، كأن المترجم الآلي دخل في حلقة مفرغة.
        [few] وردت الكلمة نفسها { $passes } مرات على التوالي، كأن المترجم الآلي دخل في حلقة مفرغة.
        [many] وردت الكلمة نفسها { $passes } مرة على التوالي، كأن المترجم الآلي دخل في حلقة مفرغة.
       *[other] وردت الكلمة نفسها { $passes } مرة على التوالي، كأن المترجم الآلي دخل في حلقة مفرغة.
    }
decoder-loop-words =
    { $passes ->
        [one] وردت العبارة نفسها مرة واحدة على التوالي (عدد كلماتها { $words })، كأن المترجم الآلي دخل في حلقة مفرغة.
        [two] وردت العبارة نفسها مرتين على التوالي (عدد كلماتها { $words })، كأن المترجم الآلي دخل في حلقة مفرغة.
        [few] وردت العبارة نفسها { $passes } مرات على التوالي (عدد كلماتها { $words })، كأن المترجم الآلي دخل في حلقة مفرغة.
        [many] وردت العبارة نفسها { $passes } مرة على التوالي (عدد كلماتها { $words })، كأن المترجم الآلي دخل في حلقة مفرغة.
       *[other] وردت العبارة نفسها { $passes } مرة على التوالي (عدد كلماتها { $words })، كأن المترجم الآلي دخل في حلقة مفرغة.
    }

double-predicate-complement = توالى فعلان، والثاني بلا تتمة.
double-predicate-possible = يتطلب فعل الإمكان صيغة الالتزام، وقد تلته صيغة إخبارية.
double-predicate-support = جاء «قام» بلا «بـ» وبلا تتمة، وتلاه فعل آخر.
double-predicate-unjoined = توالى فعلان ولا رابط بينهما.

doubled-mark-pair =
    { $count ->
        [one] وردت علامتا ترقيم حيث تكفي واحدة.
        [two] وردت علامتا ترقيم حيث تكفي واحدة، مرتين في هذا النص.
        [few] وردت علامتا ترقيم حيث تكفي واحدة، { $count } مرات في هذا النص.
        [many] وردت علامتا ترقيم حيث تكفي واحدة، { $count } مرة في هذا النص.
       *[other] وردت علامتا ترقيم حيث تكفي واحدة، { $count } مرة في هذا النص.
    }
doubled-mark-row =
    { $count ->
        [one] كُتبت علامة الترقيم نفسها عدة مرات متتالية.
        [two] كُتبت علامة الترقيم نفسها مكررة على التوالي، مرتين في هذا النص.
        [few] كُتبت علامة الترقيم نفسها مكررة على التوالي، { $count } مرات في هذا النص.
        [many] كُتبت علامة الترقيم نفسها مكررة على التوالي، { $count } مرة في هذا النص.
       *[other] كُتبت علامة الترقيم نفسها مكررة على التوالي، { $count } مرة في هذا النص.
    }

empty-template-byline = سقط الاسم من سطر الكاتب.
empty-template-field = بقي حقل من القالب فارغًا.
empty-template-line = هذا سطر من الصفحة بقيت حقوله فارغة.
empty-template-pair = لا شيء بين علامتي التنصيص أو القوسين.
empty-template-value = لم تتوفر قيمة، فطبع البرنامج بدلًا منها كلمة مثل null.

foreign-letter-arabic-keyboard = وردت حروف لوحة المفاتيح العربية في نص فارسي.
foreign-letter-arabic-throughout = كُتب النص كله بحروف لوحة المفاتيح العربية.
foreign-letter-not-arabic = ليس هذا الحرف أو الرمز ({ $sign }) من العربية، بل من لغة أخرى.
foreign-letter-not-persian = ليس هذا الحرف أو الرمز ({ $sign }) من الفارسية، بل من لغة أخرى.
foreign-letter-persian-keyboard = وردت حروف لوحة المفاتيح الفارسية في نص عربي.
foreign-letter-persian-letter = في الكلمة حرف فارسي؛ والعربية تكتب هذا الصوت بحرف من حروفها.
foreign-letter-persian-throughout = كُتب النص كله بحروف لوحة المفاتيح الفارسية.
foreign-letter-shapes = حُفظت أشكال الحروف بدل الحروف، كما في نص منسوخ من ملف PDF؛ فلا يعثر عليها البحث.

glued-words-elsewhere = التصقت كلمتان؛ وهما منفصلتان في موضع آخر من النص.
glued-words-latin = التصقت كلمة لاتينية بالكلمة المجاورة؛ سقطت المسافة.
glued-words-number = التصقت كلمة بعدد؛ سقطت المسافة.
glued-words-two = التصقت كلمتان؛ سقطت المسافة.

headline-calque-circumstance = تتمة العنوان جملة حالية (ترجمة «as»)، على طريقة العناوين الإنجليزية.
headline-calque-infinitive = العنوان بلا فعل، وهو منقول عن الصيغة الإنجليزية «X to do something».

inconsistent-name = اسم واحد برسمين: هنا «{ $odd }» وفي موضع آخر «{ $usual }».

invisible-character-control =
    { $count ->
        [one] في النص هنا محرف تحكم أو محرف من نطاق الاستخدام الخاص.
        [two] في النص محارف تحكم أو محارف من نطاق الاستخدام الخاص في موضعين.
        [few] في النص محارف تحكم أو محارف من نطاق الاستخدام الخاص في { $count } مواضع.
        [many] في النص محارف تحكم أو محارف من نطاق الاستخدام الخاص في { $count } موضعًا.
       *[other] في النص محارف تحكم أو محارف من نطاق الاستخدام الخاص في { $count } موضع.
    }
invisible-character-directional =
    { $count ->
        [one] في النص هنا علامة اتجاه لا أثر لها.
        [two] في النص علامات اتجاه لا أثر لها في موضعين.
        [few] في النص علامات اتجاه لا أثر لها في { $count } مواضع.
        [many] في النص علامات اتجاه لا أثر لها في { $count } موضعًا.
       *[other] في النص علامات اتجاه لا أثر لها في { $count } موضع.
    }
invisible-character-zero-width =
    { $count ->
        [one] في النص هنا محرف خفي لا أثر له (مسافة صفرية أو رابط صفري أو واصلة اختيارية).
        [two] في النص محارف خفية لا أثر لها (مسافات صفرية أو روابط صفرية أو واصلات اختيارية) في موضعين.
        [few] في النص محارف خفية لا أثر لها (مسافات صفرية أو روابط صفرية أو واصلات اختيارية) في { $count } مواضع.
        [many] في النص محارف خفية لا أثر لها (مسافات صفرية أو روابط صفرية أو واصلات اختيارية) في { $count } موضعًا.
       *[other] في النص محارف خفية لا أثر لها (مسافات صفرية أو روابط صفرية أو واصلات اختيارية) في { $count } موضع.
    }

kashida =
    { $count ->
        [one] في الكلمة تطويل («ـ»).
        [two] ورد التطويل («ـ») في كلمات النص مرتين.
        [few] ورد التطويل («ـ») في كلمات النص { $count } مرات.
        [many] ورد التطويل («ـ») في كلمات النص { $count } مرة.
       *[other] ورد التطويل («ـ») في كلمات النص { $count } مرة.
    }
kashida-letter =
    { $count ->
        [one] كُرر حرف من حروف الكلمة عدة مرات.
        [two] كُررت حروف عدة مرات في كلمتين من هذا النص.
        [few] كُررت حروف عدة مرات في { $count } كلمات من هذا النص.
        [many] كُررت حروف عدة مرات في { $count } كلمة من هذا النص.
       *[other] كُررت حروف عدة مرات في { $count } كلمة من هذا النص.
    }

literal-calque = ترجمة حرفية، لعلها عن «{ $source }».
literal-calque-age = عمر بين فاصلتين على طريقة الإنجليزية، بلا «عاما».

lost-joiner = سقط الفاصل الصفري (ZWNJ).
lost-joiner-places =
    { $count ->
        [one] سقط الفاصل الصفري (ZWNJ) في موضع واحد (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
        [two] سقط الفاصل الصفري (ZWNJ) في موضعين (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
        [few] سقط الفاصل الصفري (ZWNJ) في { $count } مواضع (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
        [many] سقط الفاصل الصفري (ZWNJ) في { $count } موضعًا (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
       *[other] سقط الفاصل الصفري (ZWNJ) في { $count } موضع (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
    }
lost-joiner-spaces = وُضعت في هذا النص مسافة مكان الفاصل الصفري (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).
lost-joiner-throughout = ضاع الفاصل الصفري (ZWNJ) من النص كله (بالفاصل: { $joined }، بمسافة: { $spaced }، ملتصقة: { $fused }).

mangled-name-article = بقيت أداة التعريف الإنجليزية قبل اسم الوسيلة الإعلامية ({ $name }).
mangled-name-known = تُرجم هذا الاسم حرفيًا، ولعله { $name }.
mangled-name-sentence-known = ورد المصدر وحده جملةً بعد ترجمة اسمه حرفيًا، ولعله { $name }.
mangled-name-sentence-unknown = ورد المصدر وحده جملةً بعد ترجمة اسمه حرفيًا.
mangled-name-trade-known = وردت مهنة في موضع المصدر، ولعلها ترجمة حرفية لاسم { $name }.
mangled-name-trade-unknown = وردت مهنة في موضع المصدر، ولعلها ترجمة حرفية لاسمه.
mangled-name-unknown = تُرجم هذا الاسم حرفيًا.
mangled-name-word-known = وردت كلمة عادية في موضع المصدر، ولعلها ترجمة حرفية لاسم { $name }.
mangled-name-word-unknown = وردت كلمة عادية في موضع المصدر، وهي ترجمة حرفية لاسمه.

missing-verb = هذه الجملة الطويلة بلا فعل، والفارسية لا تستغني عنه.
missing-verb-behind = يحتاج «{ $verb }» إلى فعل بعده، ولا فعل بعده في هذه الجملة.
missing-verb-clause = لا فعل في الجملة التي تبدأ بـ«{ $words }».

mixed-digits-number =
    { $count ->
        [one] كُتب عدد واحد بأرقام من نظامين.
        [two] كُتب عددان بأرقام من نظامين.
        [few] كُتب { $count } أعداد بأرقام من نظامين.
        [many] كُتب { $count } عددًا بأرقام من نظامين.
       *[other] كُتب { $count } عدد بأرقام من نظامين.
    }
mixed-digits-systems = الأرقام هنا من نوع { $here }، وهي في سائر النص من نوع { $elsewhere } ({ $count } مقابل { $usual }).

mixed-quotes = الاقتباس هنا بين { $here }، وهو في سائر النص بين { $elsewhere } ({ $count } مقابل { $usual }).

mojibake-encoding =
    { $count ->
        [one] في النص هنا حروف مشوهة، لأنه قُرئ بترميز خاطئ.
        [two] في النص حروف مشوهة في موضعين، لأنه قُرئ بترميز خاطئ.
        [few] في النص حروف مشوهة في { $count } مواضع، لأنه قُرئ بترميز خاطئ.
        [many] في النص حروف مشوهة في { $count } موضعًا، لأنه قُرئ بترميز خاطئ.
       *[other] في النص حروف مشوهة في { $count } موضع، لأنه قُرئ بترميز خاطئ.
    }
mojibake-entities =
    { $count ->
        [one] في النص هنا رمز HTML لم يُفك.
        [two] في النص رموز HTML لم تُفك في موضعين.
        [few] في النص رموز HTML لم تُفك في { $count } مواضع.
        [many] في النص رموز HTML لم تُفك في { $count } موضعًا.
       *[other] في النص رموز HTML لم تُفك في { $count } موضع.
    }
mojibake-lost =
    { $count ->
        [one] في النص هنا حرف ضاع عند القراءة (U+FFFD).
        [two] في النص حروف ضاعت عند القراءة (U+FFFD) في موضعين.
        [few] في النص حروف ضاعت عند القراءة (U+FFFD) في { $count } مواضع.
        [many] في النص حروف ضاعت عند القراءة (U+FFFD) في { $count } موضعًا.
       *[other] في النص حروف ضاعت عند القراءة (U+FFFD) في { $count } موضع.
    }
mojibake-tags =
    { $count ->
        [one] بقي هنا وسم HTML في النص.
        [two] بقيت وسوم HTML في موضعين من النص.
        [few] بقيت وسوم HTML في { $count } مواضع من النص.
        [many] بقيت وسوم HTML في { $count } موضعًا من النص.
       *[other] بقيت وسوم HTML في { $count } موضع من النص.
    }

page-furniture =
    { $lines ->
        [one] هذا سطر من الصفحة لا من المقال.
        [two] هذان سطران من الصفحة لا من المقال.
        [few] هذه { $lines } أسطر من الصفحة لا من المقال.
        [many] هذه { $lines } سطرًا من الصفحة لا من المقال.
       *[other] هذه { $lines } سطر من الصفحة لا من المقال.
    }
page-furniture-menu = التصقت قائمة الصفحة بالعنوان.
page-furniture-outside =
    { $lines ->
        [one] سطر واحد من الصفحة خارج المقال؛ لم يُفحص.
        [two] سطران من الصفحة خارج المقال؛ لم يُفحصا.
        [few] { $lines } أسطر من الصفحة خارج المقال؛ لم تُفحص.
        [many] { $lines } سطرًا من الصفحة خارج المقال؛ لم تُفحص.
       *[other] { $lines } سطر من الصفحة خارج المقال؛ لم تُفحص.
    }

repeated-clause-participle = تكرر اسم فاعل أو مفعول في الجملة، وسبقته «كان» في المرة الثانية.
repeated-clause-predicate = تكرر المسند نفسه في الجملة؛ وفي الأصل ورد مرة واحدة أو ورد غيره.
repeated-clause-verb = تكرر الفعل وتتمته في الجملة ولا رابط بين المرتين.

repeated-phrase-close = تكررت الكلمات نفسها على مسافة قريبة.
repeated-phrase-row = تكررت الكلمات نفسها على التوالي.

repeated-sentence-changed = تكررت الجملة مع تغيير كلمة أو كلمتين.
repeated-sentence-same = تكررت الجملة بنصها.

repeated-word =
    { $count ->
        [one] وردت كلمة مرة واحدة على التوالي.
        [two] وردت كلمة مرتين على التوالي.
        [few] وردت كلمة { $count } مرات على التوالي.
        [many] وردت كلمة { $count } مرة على التوالي.
       *[other] وردت كلمة { $count } مرة على التوالي.
    }
repeated-word-amount = تكرر ذكر الوحدة أو العدد أو التاريخ في الموضع نفسه.
repeated-word-piece = تكرر جزء من الكلمة فيها.

spaced-mark-before =
    { $count ->
        [one] وردت مسافة قبل علامة الترقيم.
        [two] وردت مسافة قبل علامة الترقيم، مرتين في هذا النص.
        [few] وردت مسافة قبل علامة الترقيم، { $count } مرات في هذا النص.
        [many] وردت مسافة قبل علامة الترقيم، { $count } مرة في هذا النص.
       *[other] وردت مسافة قبل علامة الترقيم، { $count } مرة في هذا النص.
    }
spaced-mark-habit =
    { $count ->
        [one] الغالب في هذا النص مسافة قبل علامة الترقيم: مرة واحدة (الفواصل: { $spaced } من أصل { $commas }).
        [two] الغالب في هذا النص مسافة قبل علامة الترقيم: مرتين (الفواصل: { $spaced } من أصل { $commas }).
        [few] الغالب في هذا النص مسافة قبل علامة الترقيم: { $count } مرات (الفواصل: { $spaced } من أصل { $commas }).
        [many] الغالب في هذا النص مسافة قبل علامة الترقيم: { $count } مرة (الفواصل: { $spaced } من أصل { $commas }).
       *[other] الغالب في هذا النص مسافة قبل علامة الترقيم: { $count } مرة (الفواصل: { $spaced } من أصل { $commas }).
    }
spaced-mark-inside =
    { $count ->
        [one] وردت مسافة بين علامة التنصيص أو القوس وما بداخلهما.
        [two] وردت مسافة داخل علامات التنصيص أو الأقواس، مرتين في هذا النص.
        [few] وردت مسافة داخل علامات التنصيص أو الأقواس، { $count } مرات في هذا النص.
        [many] وردت مسافة داخل علامات التنصيص أو الأقواس، { $count } مرة في هذا النص.
       *[other] وردت مسافة داخل علامات التنصيص أو الأقواس، { $count } مرة في هذا النص.
    }
spaced-mark-line =
    { $count ->
        [one] سقطت علامة الترقيم إلى السطر التالي.
        [two] سقطت علامة الترقيم إلى السطر التالي، مرتين في هذا النص.
        [few] سقطت علامة الترقيم إلى السطر التالي، { $count } مرات في هذا النص.
        [many] سقطت علامة الترقيم إلى السطر التالي، { $count } مرة في هذا النص.
       *[other] سقطت علامة الترقيم إلى السطر التالي، { $count } مرة في هذا النص.
    }
spaced-mark-missing =
    { $count ->
        [one] سقطت المسافة بعد علامة الترقيم.
        [two] سقطت المسافة بعد علامة الترقيم، مرتين في هذا النص.
        [few] سقطت المسافة بعد علامة الترقيم، { $count } مرات في هذا النص.
        [many] سقطت المسافة بعد علامة الترقيم، { $count } مرة في هذا النص.
       *[other] سقطت المسافة بعد علامة الترقيم، { $count } مرة في هذا النص.
    }

stranded-fragment-and-that = وردت «وأن» بعد عبارة اسمية، ولا فعل قبلهما.
stranded-fragment-behind = ما بعد النقطة الزائدة ليس جملة قائمة بذاتها.
stranded-fragment-noun-phrase = بقيت في آخر الفقرة عبارة اسمية بلا فعل ولا نقطة.
stranded-fragment-preposition = ورد جار ومجرور وحدهما جملةً.
stranded-fragment-verbless-word = وردت كلمة واحدة بلا فعل جملةً.
stranded-fragment-word = وردت كلمة واحدة جملةً.
stranded-fragment-words = وردت بضع كلمات بلا فعل جملةً.

stray-space-double =
    { $count ->
        [one] في النص هنا مسافتان متتاليتان.
        [two] في النص مسافتان متتاليتان في موضعين.
        [few] في النص مسافتان متتاليتان في { $count } مواضع.
        [many] في النص مسافتان متتاليتان في { $count } موضعًا.
       *[other] في النص مسافتان متتاليتان في { $count } موضع.
    }
stray-space-joiner =
    { $count ->
        [one] في النص هنا فاصل صفري (ZWNJ) لا أثر له.
        [two] في النص فواصل صفرية (ZWNJ) لا أثر لها في موضعين.
        [few] في النص فواصل صفرية (ZWNJ) لا أثر لها في { $count } مواضع.
        [many] في النص فواصل صفرية (ZWNJ) لا أثر لها في { $count } موضعًا.
       *[other] في النص فواصل صفرية (ZWNJ) لا أثر لها في { $count } موضع.
    }
stray-space-odd =
    { $count ->
        [one] في النص هنا مسافة غير منقسمة أو مسافة غير معتادة.
        [two] في النص مسافات غير منقسمة أو غير معتادة في موضعين.
        [few] في النص مسافات غير منقسمة أو غير معتادة في { $count } مواضع.
        [many] في النص مسافات غير منقسمة أو غير معتادة في { $count } موضعًا.
       *[other] في النص مسافات غير منقسمة أو غير معتادة في { $count } موضع.
    }

subword-debris-ending = انفصلت لاحقة عن كلمتها.
subword-debris-prefix = انفصلت نون النفي عن فعلها.
subword-debris-pronoun = أُلصق ضمير بكلمة منتهية بتاء مربوطة، وحقها أن تُكتب قبله تاء مفتوحة.
subword-debris-sign = بقيت في النص علامة من مفردات المترجم الآلي الداخلية.

translator-residue-announces = نموذج لغوي يمهّد لترجمته.
translator-residue-banner = بقي في النص إشعار خدمة ترجمة.
translator-residue-label = بقيت في النص عبارة من قبيل «النص المترجم:».
translator-residue-markdown = وردت علامة ماركداون (Markdown) منفردة في نص يخلو من غيرها.
translator-residue-model = نموذج لغوي يتحدث عن نفسه.
translator-residue-note = بقيت في النص ملاحظة عن الترجمة.
translator-residue-translator = بقيت في النص ملاحظة للمترجم.

unbalanced-quote-bracket-closes = أُغلق قوس لم يُفتح في هذه الفقرة.
unbalanced-quote-bracket-opens = فُتح قوس ولم يُغلق في هذه الفقرة.
unbalanced-quote-closes = أُغلقت علامة تنصيص لم تُفتح في هذه الفقرة.
unbalanced-quote-lost = يبدو هذا كلاما منقولا تذكر الجملة التالية قائله، لكنه بلا علامتي تنصيص.
unbalanced-quote-odd = عدد علامات التنصيص في الفقرة فردي؛ سقطت واحدة.
unbalanced-quote-opens = فُتحت علامة تنصيص ولم تُغلق في هذه الفقرة.
unbalanced-quote-surplus =
    { $count ->
        [one] فُتحت هنا علامة تنصيص ولم تُغلق.
        [two] فُتحت هنا علامتا تنصيص ولم تُغلق أي منهما.
        [few] فُتحت هنا { $count } علامات تنصيص ولم تُغلق أي منها.
        [many] فُتحت هنا { $count } علامة تنصيص ولم تُغلق أي منها.
       *[other] فُتحت هنا { $count } علامة تنصيص ولم تُغلق أي منها.
    }

untranslated-word = بقيت كلمة من لغة الأصل بلا ترجمة.
untranslated-word-function = بقيت أداة إنجليزية (مثل «the») في النص.
untranslated-word-heading = بقي عنوان فرعي بلغة الأصل.
untranslated-word-label = بقيت كلمة تسبق النص (مثل «BREAKING») بلغة الأصل.
untranslated-word-party = وُضع حزب النائب وولايته بين قوسين على الطريقة الإنجليزية.
untranslated-word-script = بقيت في النص كلمة مكتوبة بخط آخر.

untransliterated-name =
    { $count ->
        [one] بقي اسم أجنبي أو كلمة أجنبية بحروف لاتينية.
        [two] بقيت أسماء أو كلمات أجنبية بحروف لاتينية في موضعين.
        [few] بقيت أسماء أو كلمات أجنبية بحروف لاتينية في { $count } مواضع.
        [many] بقيت أسماء أو كلمات أجنبية بحروف لاتينية في { $count } موضعًا.
       *[other] بقيت أسماء أو كلمات أجنبية بحروف لاتينية في { $count } موضع.
    }

wrong-language =
    { $lang ->
        [ar] هذا المقطع بالعربية لا بلغة المقال.
        [en] هذا المقطع بالإنجليزية لا بلغة المقال.
        [fa] هذا المقطع بالفارسية لا بلغة المقال.
        [ur] هذا المقطع بالأردية لا بلغة المقال.
       *[other] هذا المقطع بلغة أخرى غير لغة المقال.
    }

wrong-sense = تُرجمت الكلمة بغير معناها المقصود؛ لعل الأصل «{ $source }».

## أسماء العيوب وعددها

name-acronym-slip =
    { $count ->
        [one] اختصار خاطئ
       *[other] اختصار خاطئ ({ $count })
    }
name-ascii-marks =
    { $count ->
        [one] علامات لاتينية
       *[other] علامات لاتينية ({ $count })
    }
name-bracketed-name =
    { $count ->
        [one] اسم بين قوسين
       *[other] اسم بين قوسين ({ $count })
    }
name-collapsed-pair =
    { $count ->
        [one] معطوفان متماثلان
       *[other] معطوفان متماثلان ({ $count })
    }
name-cut-sentence =
    { $count ->
        [one] جملة مبتورة
       *[other] جملة مبتورة ({ $count })
    }
name-dangling-attribution =
    { $count ->
        [one] إسناد معلق
       *[other] إسناد معلق ({ $count })
    }
name-decoder-loop =
    { $count ->
        [one] حلقة مفرغة
       *[other] حلقة مفرغة ({ $count })
    }
name-double-predicate =
    { $count ->
        [one] فعلان متتاليان
       *[other] فعلان متتاليان ({ $count })
    }
name-doubled-mark =
    { $count ->
        [one] علامة مضاعفة
       *[other] علامة مضاعفة ({ $count })
    }
name-empty-template =
    { $count ->
        [one] قالب فارغ
       *[other] قالب فارغ ({ $count })
    }
name-foreign-letter =
    { $count ->
        [one] حرف دخيل
       *[other] حرف دخيل ({ $count })
    }
name-glued-words =
    { $count ->
        [one] كلمات ملتصقة
       *[other] كلمات ملتصقة ({ $count })
    }
name-headline-calque =
    { $count ->
        [one] عنوان منسوخ عن الإنجليزية
       *[other] عنوان منسوخ عن الإنجليزية ({ $count })
    }
name-inconsistent-name =
    { $count ->
        [one] اسم برسمين
       *[other] اسم برسمين ({ $count })
    }
name-invisible-character =
    { $count ->
        [one] محرف خفي
       *[other] محرف خفي ({ $count })
    }
name-kashida =
    { $count ->
        [one] تطويل
       *[other] تطويل ({ $count })
    }
name-literal-calque =
    { $count ->
        [one] ترجمة حرفية
       *[other] ترجمة حرفية ({ $count })
    }
name-lost-joiner =
    { $count ->
        [one] فاصل صفري مفقود
       *[other] فاصل صفري مفقود ({ $count })
    }
name-mangled-name =
    { $count ->
        [one] اسم مترجم حرفيًا
       *[other] اسم مترجم حرفيًا ({ $count })
    }
name-missing-verb =
    { $count ->
        [one] جملة فارسية بلا فعل
       *[other] جملة فارسية بلا فعل ({ $count })
    }
name-mixed-digits =
    { $count ->
        [one] أرقام مختلطة
       *[other] أرقام مختلطة ({ $count })
    }
name-mixed-quotes =
    { $count ->
        [one] علامات تنصيص مختلطة
       *[other] علامات تنصيص مختلطة ({ $count })
    }
name-mojibake =
    { $count ->
        [one] حروف مشوهة
       *[other] حروف مشوهة ({ $count })
    }
name-page-furniture =
    { $count ->
        [one] سطر من الصفحة
       *[other] سطر من الصفحة ({ $count })
    }
name-repeated-clause =
    { $count ->
        [one] عبارة مكررة
       *[other] عبارة مكررة ({ $count })
    }
name-repeated-phrase =
    { $count ->
        [one] كلمات مكررة
       *[other] كلمات مكررة ({ $count })
    }
name-repeated-sentence =
    { $count ->
        [one] جملة مكررة
       *[other] جملة مكررة ({ $count })
    }
name-repeated-word =
    { $count ->
        [one] كلمة مكررة
       *[other] كلمة مكررة ({ $count })
    }
name-spaced-mark =
    { $count ->
        [one] مسافة عند علامة
       *[other] مسافة عند علامة ({ $count })
    }
name-stranded-fragment =
    { $count ->
        [one] جزء جملة معلق
       *[other] جزء جملة معلق ({ $count })
    }
name-stray-space =
    { $count ->
        [one] مسافة زائدة
       *[other] مسافة زائدة ({ $count })
    }
name-subword-debris =
    { $count ->
        [one] شظايا كلمات
       *[other] شظايا كلمات ({ $count })
    }
name-translator-residue =
    { $count ->
        [one] أثر المترجم
       *[other] أثر المترجم ({ $count })
    }
name-unbalanced-quote =
    { $count ->
        [one] علامة تنصيص ناقصة
       *[other] علامة تنصيص ناقصة ({ $count })
    }
name-untranslated-word =
    { $count ->
        [one] كلمة غير مترجمة
       *[other] كلمة غير مترجمة ({ $count })
    }
name-untransliterated-name =
    { $count ->
        [one] اسم بحروف لاتينية
       *[other] اسم بحروف لاتينية ({ $count })
    }
name-wrong-language =
    { $count ->
        [one] مقطع بلغة أخرى
       *[other] مقطع بلغة أخرى ({ $count })
    }
name-wrong-sense =
    { $count ->
        [one] معنى خاطئ
       *[other] معنى خاطئ ({ $count })
    }

## أسباب رفض المقال

gate-count =
    { $severity ->
        [critical] الملاحظات الجسيمة في محور الترجمة: { $count }؛ والحد الأقصى المسموح به { $most } (max-critical)
        [major] الملاحظات الكبيرة في محور الترجمة: { $count }؛ والحد الأقصى المسموح به { $most } (max-major)
       *[minor] الملاحظات الطفيفة في محور الترجمة: { $count }؛ والحد الأقصى المسموح به { $most } (max-minor)
    }
gate-score =
    { $axis ->
        [typography] درجة الكتابة { $score }، وهي دون الحد الأدنى البالغ { $least } (min-typography)
        [extraction] درجة الاستخراج { $score }، وهي دون الحد الأدنى البالغ { $least } (min-extraction)
       *[translation] درجة الترجمة { $score }، وهي دون الحد الأدنى البالغ { $least } (min-score)
    }

## تعليقات المهمة وخلاصتها

job-article = المقال
job-fails = mtlint: المقال مرفوض
job-findings = الملاحظات الجسيمة: { $critical }، والكبيرة: { $major }، والطفيفة: { $minor }.
job-not-checked = mtlint: تعذر الفحص
job-what = التفاصيل
job-worst = أخطر الملاحظات

## خادم اللغة لبرامج التحرير

lsp-let-comment = التغاضي عن { $rule } هنا (بتعليق مخفي في النص)
lsp-let-file = التغاضي عن { $rule } في هذا الملف (يُسجَّل في { $file })
lsp-mend-all =
    { $count ->
        [one] تصحيح خطأ مؤكد واحد في هذا النص
        [two] تصحيح خطأين مؤكدين في هذا النص
        [few] تصحيح { $count } أخطاء مؤكدة في هذا النص
        [many] تصحيح { $count } خطأً مؤكدًا في هذا النص
       *[other] تصحيح { $count } خطأ مؤكد في هذا النص
    }
lsp-mend-places =
    { $count ->
        [one] تصحيح { $rule } في موضع واحد
        [two] تصحيح { $rule } في موضعين
        [few] تصحيح { $rule } في { $count } مواضع
        [many] تصحيح { $rule } في { $count } موضعًا
       *[other] تصحيح { $rule } في { $count } موضع
    }
lsp-never = التغاضي دائمًا عن «{ $words }» (يُضاف إلى المصطلحات المعتمدة في { $file })
lsp-replace = وضع «{ $wanted }» مكان «{ $words }»
lsp-too-large = لم يُفحص هذا النص: حجمه أكبر من الحد المسموح، وهو { $limit } بايت (يُرفع الحد بالخيار max-bytes في الإعدادات)

## التقرير المقروء

human-also =
    { $count ->
        [one] وموضع آخر
        [two] وموضعان آخران
        [few] و{ $count } مواضع أخرى
        [many] و{ $count } موضعًا آخر
       *[other] و{ $count } موضع آخر
    }
human-and-more =
    { $count ->
        [one] وحالة أخرى
        [two] وحالتان أخريان
        [few] و{ $count } حالات أخرى
        [many] و{ $count } حالة أخرى
       *[other] و{ $count } حالة أخرى
    }
human-axes = الترجمة { $translation }، { $verdict } · الكتابة { $typography } · الاستخراج { $extraction }
human-close = الفارق أضيق من أن يُبنى عليه حكم
human-comma = ،{ " " }
human-could-not =
    { $count ->
        [one] تعذر فحص مستند واحد
        [two] تعذر فحص مستندين
        [few] تعذر فحص { $count } مستندات
        [many] تعذر فحص { $count } مستندًا
       *[other] تعذر فحص { $count } مستند
    }
human-documents =
    { $count ->
        [one] مستند واحد
        [two] مستندان
        [few] { $count } مستندات
        [many] { $count } مستندًا
       *[other] { $count } مستند
    }
human-fixable = يُصحَّح آليًا
human-fixable-part = يُصحَّح آليًا { $some } من { $count }
human-instead = البديل: { $words }
human-line = { $message } هنا: { $words }
human-line-instead = { $message } هنا: { $words }؛ البديل: { $instead }
human-known =
    { $count ->
        [one] أُجيزت ملاحظة معروفة واحدة
        [two] أُجيزت ملاحظتان معروفتان
        [few] أُجيزت { $count } ملاحظات معروفة
        [many] أُجيزت { $count } ملاحظة معروفة
       *[other] أُجيزت { $count } ملاحظة معروفة
    }
human-no-pack = اللغة: { $lang }، بلا حزمة لغوية؛ عملت القواعد المستقلة عن اللغة وحدها
human-no-sign = لا أثر لترجمة آلية
human-nothing = لم يُعثر على شيء
human-nothing-changed = لا ملاحظات على الترجمة في الأسطر التي تغيرت
human-penalty = الخصم { $penalty }، المسموح { $tolerance }
human-semicolon = ؛{ " " }
human-share = { $share }٪
human-short = النص أقصر من أن يُحكم عليه
human-unchanged =
    { $count ->
        [one] النتيجة للنص كله: ملاحظة واحدة في أسطر لم تتغير
        [two] النتيجة للنص كله: ملاحظتان في أسطر لم تتغير
        [few] النتيجة للنص كله: { $count } ملاحظات في أسطر لم تتغير
        [many] النتيجة للنص كله: { $count } ملاحظة في أسطر لم تتغير
       *[other] النتيجة للنص كله: { $count } ملاحظة في أسطر لم تتغير
    }
human-unknown-language = غير معروفة
human-words =
    { $count ->
        [zero] لا كلمات
        [one] كلمة واحدة
        [two] كلمتان
        [few] { $count } كلمات
        [many] { $count } كلمة
       *[other] { $count } كلمة
    }

## ختام فحص مدونة نصوص في الطرفية

score-better = أفضل
score-change = التغير { $change } (من { $low } إلى { $high }، p = { $p })
score-column-documents = المستندات
score-column-fails = المرفوض %
score-column-group = المجموعة
score-column-interval = ثقة 95%
score-column-rate = لكل 1000 كلمة
score-column-translation = الترجمة
score-compared =
    { $count ->
        [zero] مقارنة بالملف { $name }: لا مستندات مشتركة؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
        [one] مقارنة بالملف { $name }: مستند واحد مشترك؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
        [two] مقارنة بالملف { $name }: مستندان مشتركان؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
        [few] مقارنة بالملف { $name }: { $count } مستندات مشتركة؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
        [many] مقارنة بالملف { $name }: { $count } مستندًا مشتركًا؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
       *[other] مقارنة بالملف { $name }: { $count } مستند مشترك؛ في هذا التشغيل وحده { $here }، وفي السابق وحده { $there }
    }
score-fails = نسبة المستندات المرفوضة (%): كانت { $was } وصارت { $is }
score-findings = ملاحظات محور الترجمة لكل 1000 كلمة: كانت { $was } وصارت { $is }
score-more-groups =
    { $count ->
        [one] ومجموعة أخرى؛ القائمة الكاملة في --summary أو --report
        [two] ومجموعتان أخريان؛ القائمة الكاملة في --summary أو --report
        [few] و{ $count } مجموعات أخرى؛ القائمة الكاملة في --summary أو --report
        [many] و{ $count } مجموعة أخرى؛ القائمة الكاملة في --summary أو --report
       *[other] و{ $count } مجموعة أخرى؛ القائمة الكاملة في --summary أو --report
    }
score-no-group = (بلا مجموعة)
score-repeated = لم تُقارن المستندات التي سبق ورود معرّفها: { $here } في هذا التشغيل و{ $there } في السابق
score-time = { $seconds } ثانية، { $rate } مستند في الثانية، { $megabytes } ميغابايت في الثانية
score-too-many-groups =
    { $count ->
        [one] المجموعات أكثر من { $most }: عُدّ مستند واحد من المجموعات الباقية على حدة؛ اختر معيارًا أعم للتجميع
        [two] المجموعات أكثر من { $most }: عُدّ مستندان من المجموعات الباقية معًا؛ اختر معيارًا أعم للتجميع
        [few] المجموعات أكثر من { $most }: عُدّت { $count } مستندات من المجموعات الباقية معًا؛ اختر معيارًا أعم للتجميع
        [many] المجموعات أكثر من { $most }: عُدّ { $count } مستندًا من المجموعات الباقية معًا؛ اختر معيارًا أعم للتجميع
       *[other] المجموعات أكثر من { $most }: عُدّ { $count } مستند من المجموعات الباقية معًا؛ اختر معيارًا أعم للتجميع
    }
score-translation = درجة الترجمة: كانت { $was } وصارت { $is }
score-unclear = بلا تغير دال إحصائيًا
score-worse = أسوأ

## كلمات التقرير

axis-extraction = الاستخراج
axis-translation = الترجمة
axis-typography = الكتابة
severity-critical = جسيم
severity-major = كبير
severity-minor = طفيف
verdict-fail = مرفوض
verdict-pass = مقبول
verdict-review = للمراجعة

## صفحة التقرير في المتصفح

html-all = الكل
html-all-articles = كل المقالات
html-article = المقال
html-articles =
    { $n ->
        [one] مقال واحد
        [two] مقالان
        [few] { $n } مقالات
        [many] { $n } مقالًا
       *[other] { $n } مقال
    }
html-articles-shown = المعروض { $n } من أصل { $all }
html-axes-explained = محور الترجمة وحده يدل على الترجمة الآلية؛ أما الكتابة والاستخراج فمرجعهما عادات الكتابة وطريقة سحب النصوص من المواقع.
html-axis = المحور
html-axis-extraction = الاستخراج
html-axis-translation = الترجمة
html-axis-typography = الكتابة
html-clear = إلغاء التصفية
html-confidence-high = مؤكد
html-confidence-low = مجرد إشارة
html-confidence-medium = مرجح
html-count =
    { $n ->
        [one] موضع واحد
        [two] موضعان
        [few] { $n } مواضع
        [many] { $n } موضعًا
       *[other] { $n } موضع
    }
html-distribution = الدرجات
html-distribution-bin = من { $from } إلى { $to }: { $n }
html-distribution-of = درجات { $axis }، عدد المقالات
html-error = تعذر فحص هذا المقال: { $error }
html-fewer-rules = قواعد أقل
html-filters = التصفية والترتيب
html-find = الاسم أو العنوان
html-findings = الملاحظات
html-findings-shown = المعروض { $n } من أصل { $all }
html-findings-total =
    { $n ->
        [zero] لا ملاحظات
        [one] ملاحظة واحدة
        [two] ملاحظتان
        [few] { $n } ملاحظات
        [many] { $n } ملاحظة
       *[other] { $n } ملاحظة
    }
html-furniture =
    { $n ->
        [one] حول المقال: سطر واحد خارج التقييم
        [two] حول المقال: سطران خارج التقييم
        [few] حول المقال: { $n } أسطر خارج التقييم
        [many] حول المقال: { $n } سطرًا خارج التقييم
       *[other] حول المقال: { $n } سطر خارج التقييم
    }
html-instead = البديل
html-interval = عدد العيوب في كل 1000 كلمة بين { $low } و{ $high }
html-language = اللغة
html-legend = دليل العلامات
html-limits = تبدأ درجة كل محور من 100، وحد القبول 80.
html-line = السطر { $line }
html-mark = الملاحظة { $n }
html-median = الوسيط { $n }
html-more-rules = كل القواعد ({ $n })
html-next = الملاحظة التالية
html-next-article = المقال التالي
html-no-articles = لا مقال يطابق التصفية. ألغِ التصفية لعرض الكل.
html-no-findings = لم يُعثر على شيء.
html-no-findings-like-this = لا ملاحظة تطابق التصفية. ألغِ التصفية لعرض الكل.
html-no-text = لم يُعثر هنا على شيء. وفي التقرير الذي يضم عدة مقالات لا تُدرج إلا نصوص المقالات التي فيها ملاحظات.
html-other-place = موضع آخر { $n }
html-other-places = مواضع متصلة بها
html-page = { $from } إلى { $to } من أصل { $all }
html-page-next = الصفحة التالية
html-page-previous = الصفحة السابقة
html-pages = الصفحات
html-penalty = الخصم { $penalty } والمسموح { $tolerance }
html-points = الخصم { $n }
html-place-other = موضع آخر لملاحظة
html-previous = الملاحظة السابقة
html-previous-article = المقال السابق
html-rule = القاعدة
html-rules = الملاحظات حسب القاعدة
html-severity = الشدة
html-severity-critical = جسيم
html-severity-major = كبير
html-severity-minor = طفيف
html-silenced =
    { $n ->
        [one] تُركت ملاحظة واحدة ولم تُعرض
        [two] تُركت ملاحظتان ولم تُعرضا
        [few] تُركت { $n } ملاحظات ولم تُعرض
        [many] تُركت { $n } ملاحظة ولم تُعرض
       *[other] تُركت { $n } ملاحظة ولم تُعرض
    }
html-sort = الترتيب حسب
html-sort-extraction = درجة الاستخراج
html-sort-findings = عدد الملاحظات
html-sort-input = ترتيب الإدخال
html-sort-language = اللغة
html-sort-path = الاسم
html-sort-translation = درجة الترجمة
html-sort-typography = درجة الكتابة
html-sort-verdict = الأسوأ أولًا
html-sort-words = عدد الكلمات
html-text = النص
html-theme = المظهر
html-theme-auto = تلقائي
html-theme-dark = داكن
html-theme-light = فاتح
html-title = تقرير mtlint
html-ui = لغة الصفحة
html-unchanged =
    { $n ->
        [one] أُخفيت ملاحظة واحدة في أسطر لم تتغير
        [two] أُخفيت ملاحظتان في أسطر لم تتغير
        [few] أُخفيت { $n } ملاحظات في أسطر لم تتغير
        [many] أُخفيت { $n } ملاحظة في أسطر لم تتغير
       *[other] أُخفيت { $n } ملاحظة في أسطر لم تتغير
    }
html-verdict = النتيجة
html-verdict-error = لم يُفحص
html-verdict-fail = مرفوض
html-verdict-pass = مقبول
html-verdict-review = للمراجعة
html-words =
    { $n ->
        [zero] لا كلمات
        [one] كلمة واحدة
        [two] كلمتان
        [few] { $n } كلمات
        [many] { $n } كلمة
       *[other] { $n } كلمة
    }
html-words-column = الكلمات

## صفحة تقرير مدونة النصوص في المتصفح

corpus-as-table = الأرقام نفسها في جدول
corpus-better = أفضل
corpus-better-documents =
    { $n ->
        [one] ارتفعت درجة الترجمة في مستند واحد
        [two] ارتفعت درجة الترجمة في مستندين
        [few] ارتفعت درجة الترجمة في { $n } مستندات؛ وهذه أكبرها ارتفاعًا
        [many] ارتفعت درجة الترجمة في { $n } مستندًا؛ وهذه أكبرها ارتفاعًا
       *[other] ارتفعت درجة الترجمة في { $n } مستند؛ وهذه أكبرها ارتفاعًا
    }
corpus-change = التغير
corpus-changes = التشغيلان جنبًا إلى جنب
corpus-compare-note = لا تُقارن إلا المستندات التي لها درجة في كلا التشغيلين. حُسبت فترات الثقة وقيم p بإعادة معاينة المستندات { $n } مرة (بوتستراب للأزواج المقترنة). يُختبر كل صف على حدة: من كل عشرين صفًا لم تتغير قد يبدو صف واحد متغيرًا بالمصادفة.
corpus-comparison = مقارنة بالملف { $name }
corpus-count-and-share = { $n } ({ $share })
corpus-document = المستند
corpus-documents =
    { $n ->
        [zero] لا مستندات
        [one] مستند واحد
        [two] مستندان
        [few] { $n } مستندات
        [many] { $n } مستندًا
       *[other] { $n } مستند
    }
corpus-documents-axis = عدد المستندات
corpus-documents-column = المستندات
corpus-errors =
    { $n ->
        [one] لم يُفحص مستند واحد
        [two] لم يُفحص مستندان
        [few] لم تُفحص { $n } مستندات
        [many] لم يُفحص { $n } مستندًا
       *[other] لم يُفحص { $n } مستند
    }
corpus-fail-share = نسبة المرفوض
corpus-failures = مستندات لم تُفحص
corpus-figure = المؤشر
corpus-figure-fails = نسبة المستندات المرفوضة
corpus-figure-rate = ملاحظات محور الترجمة لكل 1000 كلمة
corpus-find-group = ابحث عن مجموعة
corpus-from-to = من { $was } إلى { $is }
corpus-further-groups =
    { $n ->
        [one] لا يُميَّز إلا بين { $groups } مجموعة؛ وينتمي مستند واحد إلى مجموعة أخرى. اختر معيارًا أعم للتجميع.
        [two] لا يُميَّز إلا بين { $groups } مجموعة؛ وينتمي مستندان إلى مجموعات أخرى. اختر معيارًا أعم للتجميع.
        [few] لا يُميَّز إلا بين { $groups } مجموعة؛ وتنتمي { $n } مستندات إلى مجموعات أخرى. اختر معيارًا أعم للتجميع.
        [many] لا يُميَّز إلا بين { $groups } مجموعة؛ وينتمي { $n } مستندًا إلى مجموعات أخرى. اختر معيارًا أعم للتجميع.
       *[other] لا يُميَّز إلا بين { $groups } مجموعة؛ وينتمي { $n } مستند إلى مجموعات أخرى. اختر معيارًا أعم للتجميع.
    }
corpus-group = المجموعة
corpus-groups = المجموعات حسب { $field }
corpus-groups-note = تأتي أولًا المجموعات التي يمكن القول بثقة إن نسبة المرفوض فيها هي الأعلى. الأرقام المكتوبة بخط صغير فترات ثقة عند مستوى 95%: إذا كانت فترتا مجموعتين متباعدتين فالفرق بين المجموعتين حقيقي.
corpus-having = المستندات التي وردت فيها
corpus-interval-column = فترة الثقة 95%
corpus-interval-of = فترة الثقة 95%: { $range }
corpus-intervals-note = تبيّن فترات الثقة عند مستوى 95% ما قد يظهر في مستندات أخرى من النوع نفسه. حُسبت فترات النسب بطريقة ويلسون، وفترات متوسطات الدرجات بتوزيع ستيودنت، وفترات الملاحظات لكل 1000 كلمة بنموذج بواسون مع مراعاة التشتت بين المستندات.
corpus-is = الآن
corpus-languages = اللغات
corpus-matched =
    { $n ->
        [zero] لا مستندات مشتركة
        [one] مستند واحد مشترك
        [two] مستندان مشتركان
        [few] { $n } مستندات مشتركة
        [many] { $n } مستندًا مشتركًا
       *[other] { $n } مستند مشترك
    }
corpus-mean = المتوسط { $n }
corpus-mean-score = درجة الترجمة
corpus-median-score = الوسيط { $n }
corpus-more-failures =
    { $n ->
        [one] ومستند آخر غير مدرج.
        [two] ومستندان آخران غير مدرجين.
        [few] و{ $n } مستندات أخرى غير مدرجة.
        [many] و{ $n } مستندًا آخر غير مدرج.
       *[other] و{ $n } مستند آخر غير مدرج.
    }
corpus-more-groups =
    { $n ->
        [one] مجموعة أخرى
        [two] مجموعتان أخريان
        [few] { $n } مجموعات أخرى
        [many] { $n } مجموعة أخرى
       *[other] { $n } مجموعة أخرى
    }
corpus-most-findings = أكثر الملاحظات ورودًا
corpus-no-group = (بلا مجموعة)
corpus-no-such-group = لا مجموعة بهذا الاسم.
corpus-not-comparable = جرى التشغيل السابق بقواعد أو إعدادات أخرى (الإصدار / القواعد / الإعدادات: { $then }؛ والآن { $now }). قد يكون مرد الفرق إلى القواعد لا إلى المستندات.
corpus-nothing-to-compare = ما من مستند له درجة في كلا التشغيلين.
corpus-only-here =
    { $n ->
        [one] مستند واحد في هذا التشغيل وحده
        [two] مستندان في هذا التشغيل وحده
        [few] { $n } مستندات في هذا التشغيل وحده
        [many] { $n } مستندًا في هذا التشغيل وحده
       *[other] { $n } مستند في هذا التشغيل وحده
    }
corpus-only-there =
    { $n ->
        [one] مستند واحد في التشغيل السابق وحده
        [two] مستندان في التشغيل السابق وحده
        [few] { $n } مستندات في التشغيل السابق وحده
        [many] { $n } مستندًا في التشغيل السابق وحده
       *[other] { $n } مستند في التشغيل السابق وحده
    }
corpus-other-findings = الملاحظات التي تغير عددها
corpus-outcomes = ما آلت إليه النتائج
corpus-p = p
corpus-per-thousand = لكل 1000 كلمة
corpus-range = من { $low } إلى { $high }
corpus-rate-of-all = كل ملاحظات محور الترجمة: { $rate } لكل 1000 كلمة (فترة الثقة 95%: { $range })
corpus-rates = الملاحظات لكل 1000 كلمة
corpus-reason = السبب
corpus-repeated =
    { $n ->
        [one] استُبعد مستند واحد سبق ورود معرّفه
        [two] استُبعد مستندان سبق ورود معرّفيهما
        [few] استُبعدت { $n } مستندات سبق ورود معرّفاتها
        [many] استُبعد { $n } مستندًا سبق ورود معرّفاتها
       *[other] استُبعد { $n } مستند سبق ورود معرّفاتها
    }
corpus-report-title = تقرير mtlint عن مدونة النصوص
corpus-result = التقييم
corpus-row-of = الصف { $row } من مجموعة الصفوف { $group }
corpus-rule-changes = تغير عدد الملاحظات لكل 1000 كلمة
corpus-scale = من { $from } إلى { $to }
corpus-score-axis = الدرجة
corpus-unclear = بلا تغير دال إحصائيًا
corpus-was = سابقًا
corpus-was-and-is = النتيجة السابقة (الصف) والحالية (العمود)
corpus-worse = أسوأ
corpus-worse-documents =
    { $n ->
        [one] انخفضت درجة الترجمة في مستند واحد
        [two] انخفضت درجة الترجمة في مستندين
        [few] انخفضت درجة الترجمة في { $n } مستندات؛ وهذه أكبرها انخفاضًا
        [many] انخفضت درجة الترجمة في { $n } مستندًا؛ وهذه أكبرها انخفاضًا
       *[other] انخفضت درجة الترجمة في { $n } مستند؛ وهذه أكبرها انخفاضًا
    }
corpus-worst = أسوأ المستندات

## صفحة اللصق

paste-about = الصق مقالًا بالفارسية أو العربية لترى أين يظهر أثر الترجمة الآلية. يُفحص النص على هذا الجهاز ولا يُحفظ في أي مكان.
paste-article = المقال
paste-check = افحص
paste-check-files = افحص الملفات
paste-files = أو اختر ملفات
paste-kinds = نص أو HTML أو Markdown بترميز UTF-8 أو UTF-16 أو windows-1256. لا يُفحص من صفحة الويب سوى المقال نفسه.
paste-languages = اللغات
paste-name = العربية
