//! What `--fix` makes of a text, rule by rule, and what it leaves as it is.

use mtlint::fix::fix;
use mtlint::lang::Lang;
use mtlint::{Settings, check};

pub fn settings(lang: Option<Lang>) -> Settings {
    Settings { lang, ..Settings::default() }
}

pub fn mended(text: &str, lang: Option<Lang>) -> String {
    fix(text, |text| check(text, &settings(lang)).findings.into_iter().flat_map(|finding| finding.edits).collect()).text
}

/// For each rule, a faulty text and what becomes of it; nothing is then left for the rule to find.
#[test]
fn each_kind_of_slip_that_is_certain_is_mended() {
    let (ar, fa) = (Lang::AR, Lang::FA);
    let cases = [
        ("ascii-marks", fa, "بازار آرام است, اما خریداران نگرانند; چرا?", "بازار آرام است، اما خریداران نگرانند؛ چرا؟"),
        ("doubled-mark", ar, "وصل الوفد يوم الأحد،، ثم غادر.", "وصل الوفد يوم الأحد، ثم غادر."),
        ("doubled-mark", fa, "آیا جاده باز می‌شود؟؟؟", "آیا جاده باز می‌شود؟"),
        ("spaced-mark", ar, "قال الوزير ، إن الأسعار مستقرة .", "قال الوزير، إن الأسعار مستقرة."),
        ("spaced-mark", fa, "بازار آرام است ،اما خریداران نگران‌اند.", "بازار آرام است، اما خریداران نگران‌اند."),
        ("spaced-mark", fa, "بازار آرام است،اما خریداران نگران‌اند.", "بازار آرام است، اما خریداران نگران‌اند."),
        ("spaced-mark", fa, "دیروز در تهران،شیراز و تبریز باران بارید.", "دیروز در تهران، شیراز و تبریز باران بارید."),
        ("spaced-mark", fa, "نمایشگاه به پایان رسید.ناشران راضی بودند.", "نمایشگاه به پایان رسید. ناشران راضی بودند."),
        ("spaced-mark", fa, "مهندس گفت: «کار پل تمام شد .»", "مهندس گفت: «کار پل تمام شد.»"),
        ("spaced-mark", fa, "هوا سرد شد ،(خیلی سرد) اما مدرسه باز بود.", "هوا سرد شد، (خیلی سرد) اما مدرسه باز بود."),
        ("spaced-mark", fa, "مدیر گفت: « ما آماده‌ایم » و رفت.", "مدیر گفت: «ما آماده‌ایم» و رفت."),
        ("spaced-mark", ar, "وأضاف \" سنواصل العمل \" غدا.", "وأضاف \"سنواصل العمل\" غدا."),
        ("spaced-mark", ar, "قال الوزير( أحمد )إن الأسعار مستقرة.", "قال الوزير (أحمد) إن الأسعار مستقرة."),
        ("spaced-mark", ar, "كتب في( دفتر )عن « بلاد »وعن بـ« نحن ».", "كتب في (دفتر) عن «بلاد» وعن بـ«نحن»."),
        ("spaced-mark", fa, "وزیر( آقای احمدی )قیمت‌ها را گفت.", "وزیر (آقای احمدی) قیمت‌ها را گفت."),
        ("spaced-mark", fa, "مدیر گفت« بله »و رفت.", "مدیر گفت «بله» و رفت."),
        ("stray-space", fa, "باران  دیروز\u{A0}بارید.\u{A0}", "باران دیروز بارید."),
        ("stray-space", ar, "عاد    المسافرون  إلى بيوتهم.", "عاد المسافرون إلى بيوتهم."),
        ("stray-space", fa, "  \u{A0}باران بارید.\u{200C}", "  باران بارید."),
        (
            "stray-space",
            fa,
            "نیرو\u{200C}گاه\u{200C}\u{200C}ها و ابزار\u{200C}\u{200C}ها گران شد.",
            "نیرو\u{200C}گاه\u{200C}ها و ابزارها گران شد.",
        ),
        ("stray-space", fa, "کتاب\u{200C}\u{200C}ها گران شد\u{200C} و ماند.", "کتاب\u{200C}ها گران شد و ماند."),
        (
            "foreign-letter",
            fa,
            "دولت مي\u{200C}گويد كه برق ارزان می\u{200C}شود.",
            "دولت می\u{200C}گوید که برق ارزان می\u{200C}شود.",
        ),
        (
            "foreign-letter",
            fa,
            "وزير مي\u{200C}گويد كه «كارگران بيمه مي\u{200C}شوند» و يارانه مي\u{200C}گيرند.",
            "وزیر می\u{200C}گوید که «کارگران بیمه می\u{200C}شوند» و یارانه می\u{200C}گیرند.",
        ),
        ("foreign-letter", ar, "فتحت المکتبة أبوابها للزوار أمس.", "فتحت المكتبة أبوابها للزوار أمس."),
        ("foreign-letter", ar, "عاد الفريق إلى ﺍﻟﻤﺪﻳﻨﺔ أمس.", "عاد الفريق إلى المدينة أمس."),
        ("kashida", ar, "ارتفع سعر الذهـــب اليوم في الأسواق.", "ارتفع سعر الذهب اليوم في الأسواق."),
        ("invisible-character", fa, "رسانه\u{200F}ها خبر را من\u{200B} خواندند.", "رسانه\u{200C}ها خبر را من خواندند."),
        ("invisible-character", ar, "وصل الو\u{AD}فد إلى المد\u{200F}ينة.", "وصل الوفد إلى المدينة."),
        (
            "lost-joiner",
            fa,
            "او می گوید کتاب ها گران شده اند و کار ها مانده است.",
            "او می\u{200C}گوید کتاب\u{200C}ها گران شده\u{200C}اند و کارها مانده است.",
        ),
        (
            "lost-joiner",
            fa,
            "علی می رفت و تو گفته ای. طیف گسترده ای از مردم نمی خواهند و سال ۲۰۱۹ می گذرد.",
            "علی می\u{200C}رفت و تو گفته\u{200C}ای. طیف گسترده\u{200C}ای از مردم نمی\u{200C}خواهند و سال ۲۰۱۹ می\u{200C}گذرد.",
        ),
        (
            "lost-joiner",
            fa,
            "او میگوید رسانهها خبر را نمینویسند.",
            "او می\u{200C}گوید رسانه\u{200C}ها خبر را نمی\u{200C}نویسند.",
        ),
        ("mojibake", ar, "قال &quot;نعم&quot; ومضى&nbsp;إلى بيته.", "قال \"نعم\" ومضى إلى بيته."),
    ];
    for (rule, lang, before, after) in cases {
        assert_eq!(mended(before, Some(lang)), after, "{rule}");
        let left = check(after, &settings(Some(lang))).findings;
        assert!(left.iter().all(|finding| finding.rule.name != rule), "{rule}: {left:?}");
        let found = check(before, &settings(Some(lang))).findings;
        assert!(found.iter().any(|finding| finding.rule.name == rule && !finding.edits.is_empty()), "{rule}");
    }
}

#[test]
fn what_is_not_certain_stays_as_it_is() {
    let (ar, fa) = (Lang::AR, Lang::FA);
    let cases = [
        ("a full stop or a comma?", fa, "قیمت‌ها ثابت ماند.، بازار بسته شد."),
        ("ي or ى?", ar, "ذهب علی إلى السوق مع أخيه."),
        ("letters may be lost", ar, "جاء في الخبر ما يلي???? ثم انقطع."),
        ("a dash between two words", ar, "افتتح الأمير المعرض في جدةـسعد الغامدي."),
        ("how many letters?", fa, "خیلی خوبببب بود."),
        ("one word or two?", fa, "نرم\u{200B}افزار تازه از راه رسید."),
        ("columns", fa, "نام          امتیاز\nتیم نخست          ده"),
        ("columns that a tab sets", fa, "نام\t  امتیاز\nتیم نخست\t  ده"),
        ("a verse in Arabic", fa, "این سخن را از قرآن آورد که «رب اشرح  لي صدري ، ويسر» و خاموش شد."),
        ("a verse of the Qur'an", fa, "او خواند ﴿رب اشرح  لي صدري ، ويسر لي أمري﴾ و رفت."),
        ("Arabic in brackets", fa, "او این دعا (رب اشرح لي صدري ويسر لي أمري) را می\u{200C}خواند."),
        ("Arabic behind a colon", fa, "او می\u{200C}خواند: رب اشرح لي صدري ويسر لي أمري."),
        ("a word among Arabic ones", fa, "عنوان کتاب الكافي في الفقه است و کمیاب شده است."),
        ("the marks may have changed their turns", ar, "أضاف المدير\" نحن ننتظر نتائج المختبر \"قبل القرار."),
        ("curly marks may have, too", ar, "أضاف المدير“ نحن ننتظر نتائج المختبر ”قبل القرار."),
        ("what follows a silent ه", fa, "آن مرد در خانه ای کوچک کنار رودخانه زندگی کرد."),
        ("which letters were meant", ar, "قال &lt;b&gt; ومضى إلى بيته."),
        ("a name with a full stop", fa, "شرکت «درایو.خودرو» تازه است. نشانی: کتاب.خانه است."),
        ("a pattern", ar, "تكتب النسخة هكذا (رئيسية.فرعية.تصحيح) في كل مرة."),
        ("a name after «and»", fa, "جایزه به لی وی و هایی یانگ از چین رسید."),
        ("a stem that begins as the prefix ends", fa, "هرگز نمیرد آنکه دلش زنده شد به عشق."),
        ("a shrimp", fa, "میگوی پرورشی بوشهر صادر شد."),
        ("an Arabic word with a pronoun", fa, "خطیب خواند: المکتبه تفتح أبوابها."),
        ("a surname", fa, "این فیلم را رضا میزاری در شیراز ساخت."),
        ("«ای» calls or wishes", fa, "او گفته ای کاش باران ببارد و سروده ای باد صبا."),
        ("it calls a country", fa, "همه با هم خوانده ای ایران و رفته."),
        ("Theresa May", fa, "ترزا می خواست از اتحادیه جدا شود و خانم می گفت که آماده است."),
        ("the month of May", fa, "روز ۵ می بود و باران بارید."),
        ("brackets the wrong way round", ar, "امتد النهر )١٠٠ متر( طولا و ٨٠٠ كيلومتر )٥٠٠ متر( عرضا."),
        ("program text", fa, "این برنامه را ببینید.\n\nname = \", \".join(names)  # all , of them"),
        ("a form to fill in", fa, "نام خانوادگی: ............ را بنویسید."),
    ];
    for (why, lang, text) in cases {
        assert_eq!(mended(text, Some(lang)), text, "{why}");
    }
}

#[test]
fn a_habit_stands_at_its_first_place_and_names_the_others() {
    let text = "مردم می روند و کارگران می آیند و بچه ها نمی خوابند.";
    let checked = check(text, &settings(Some(Lang::FA)));
    let habit = checked.findings.iter().find(|finding| finding.rule.name == "lost-joiner").expect("a habit");
    assert!(habit.count > 1 && !habit.related.is_empty(), "{habit:?}");
    assert!(habit.related.iter().all(|place| place.start > habit.span.start), "{habit:?}");
    assert_eq!(habit.related.len() + 1, habit.count as usize, "{habit:?}");
}
