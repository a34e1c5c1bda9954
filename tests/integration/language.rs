//! Languages are told apart, and named when no pack knows them.

use mtlint::lang::Lang;
use mtlint::text::Document;
use mtlint::{Settings, check};

fn assert_all(code: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(Document::new(text, None).lang().code(), code, "{text}");
    }
}

#[test]
fn persian_is_recognised_also_in_short_lines_and_on_an_arabic_keyboard() {
    assert_all(
        "fa",
        &[
            "رئیس جمهور گفت که قیمت‌ها کاهش می‌یابد.",
            "پکن - ایرنا:",
            "سيل در شمال كشور راه روستاها را بست و مردم به مدرسه رفتند.",
            "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.",
        ],
    );
}

#[test]
fn arabic_is_recognised_also_when_names_fill_the_line() {
    assert_all(
        "ar",
        &[
            "قالت الوزيرة إن الأسعار ستنخفض العام المقبل.",
            "الأمير محمد بن فهد يلتقي رئيس جمهورية كازاخستان",
            "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
        ],
    );
}

#[test]
fn other_languages_of_arabic_script_are_named() {
    assert_all(
        "ckb",
        &[
            "سەرۆکی زانکۆ لەگەڵ مامۆستایان کۆبووەوە و باسی خوێندنی نوێیان کرد.",
            "نرخی نەوت لە بازاڕەکانی جیهاندا بەرز بووەوە.",
            "یاریزانەکە دوو گۆڵی تۆمار کرد و تیمەکەی بردەوە.",
        ],
    );
    assert_all(
        "ps",
        &[
            "په ښار کې د تېلو بیې لوړې شوې دي.",
            "د پوهنې وزیر وویل چې نوي ښوونځي به جوړ شي.",
            "لوبډلې د سیالۍ وروستۍ لوبه وګټله.",
        ],
    );
    assert_all("ur", &["وزیر نے کہا کہ ملک میں مہنگائی پر قابو پایا جائے گا۔", "کرکٹ ٹیم نے میچ جیت لیا۔"]);
}

#[test]
fn languages_of_other_scripts_are_named() {
    assert_all("en", &["The minister said on Monday that the talks would continue next week in Geneva."]);
    assert_all("rus", &["Министр заявил в понедельник, что переговоры продолжатся на следующей неделе."]);
    assert_all("und", &["", "۱۲۳", "…"]);
}

#[test]
fn a_paragraph_in_another_language_is_told_from_its_document() {
    let text = "وزیر بهداشت گفت که واکسن تازه از هفته آینده در همه استان‌ها توزیع می‌شود.\n\
                The new vaccine will be available in all provinces from next week, the minister said on Sunday.\n\
                او افزود که سالمندان در اولویت هستند.";
    let doc = Document::new(text, None);
    let langs: Vec<_> = doc.paragraphs().iter().map(|paragraph| paragraph.lang.code()).collect();
    assert_eq!(langs, ["fa", "en", "fa"]);
}

#[test]
fn english_has_lists_for_loops_and_is_still_no_language_of_articles() {
    let text = "The committee said that it will publish the full report on the bridge in the spring of next year.";
    let checked = check(text, &Settings::default());
    assert_eq!(checked.lang, Lang::EN);
    assert!(!checked.lang.is_supported());
}
