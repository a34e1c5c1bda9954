//! What each paragraph of a page is for.

use mtlint::check::check_page;
use mtlint::text::ParagraphKind::{self, Body, Caption, Code, Dateline, Furniture, Heading, Headline, ListItem};
use mtlint::text::{Block, Document, Layout};
use mtlint::{Settings, Span};

/// Lines of a page, each with its expected kind.
fn assert_kinds(page: &[(ParagraphKind, &str)]) {
    let text: Vec<&str> = page.iter().map(|(_, line)| *line).collect();
    let text = text.join("\n\n");
    let doc = Document::new(&text, None);
    for (paragraph, (kind, line)) in doc.paragraphs().iter().zip(page) {
        assert_eq!(paragraph.kind, *kind, "{line}");
    }
    assert_eq!(doc.paragraphs().len(), page.len());
}

const FA_LEDE: &str = "سازمان هواشناسی اعلام کرد که از فردا سامانه بارشی تازه‌ای از شمال غرب وارد کشور می‌شود و تا \
    پایان هفته در بیشتر استان‌ها باران می‌بارد.";
const FA_REST: &str = "کارشناسان می‌گویند که این بارش‌ها برای سدها کافی نیست و مردم باید در مصرف آب صرفه‌جویی کنند، \
    چون تابستان گرمی در راه است.";
const AR_LEDE: &str = "أعلنت هيئة المتاحف أمس افتتاح جناح جديد للمخطوطات القديمة في المبنى الشرقي من المتحف الوطني، \
    بعد أعمال ترميم استمرت ثلاث سنوات كاملة.";
const AR_REST: &str = "وقالت مديرة المتحف إن الجناح يضم أكثر من مئتي مخطوطة لم تعرض من قبل، وإن الدخول سيكون مجانيا \
    حتى نهاية الشهر المقبل للطلاب والباحثين.";

#[test]
fn a_persian_page_has_its_furniture_taken_off() {
    assert_kinds(&[
        (Furniture, "۱۲ آبان ۱۴۰۰، ۱۰:۳۰"),
        (Furniture, "کد خبر: ۷۷۱۲۰۳"),
        (Furniture, "۰ نفر"),
        (Headline, "ورود سامانه بارشی تازه به کشور از فردا"),
        (Body, FA_LEDE),
        (Heading, "هشدار درباره تابستان"),
        (Body, FA_REST),
        (Furniture, "نظر شما"),
        (Furniture, "captcha"),
    ]);
}

#[test]
fn an_arabic_page_has_its_furniture_taken_off() {
    assert_kinds(&[
        (Furniture, "Monday, June 7, 2021"),
        (Furniture, "Homeثقافةافتتاح جناح جديد للمخطوطات في المتحف الوطني"),
        (Headline, "افتتاح جناح جديد للمخطوطات في المتحف الوطني"),
        (Dateline, "بيروت – 7 حزيران 2021"),
        (Body, AR_LEDE),
        (Body, AR_REST),
        (Furniture, "RELATED ARTICLES"),
        (Furniture, "Most Popular"),
        (Furniture, "اترك تعليقا"),
    ]);
}

#[test]
fn headings_and_points_belong_to_the_article() {
    assert_kinds(&[
        (Headline, "ورود سامانه بارشی تازه به کشور از فردا"),
        (Heading, "THE BIG PICTURE"),
        (Body, FA_LEDE),
        (ListItem, "• باران در شمال"),
        (ListItem, "• باد در جنوب"),
        (Heading, "پیشینه ماجرا"),
        (Body, FA_REST),
    ]);
}

#[test]
fn a_cue_with_a_colon_begins_a_caption_and_without_one_a_sentence() {
    assert_kinds(&[
        (Headline, "نخستین برف پاییزی در گردنه‌های البرز"),
        (Body, FA_LEDE),
        (Caption, "ویدئو: نگار صادقی"),
        (Heading, "ویدئو در خدمت هواشناسی"),
        (Body, FA_REST),
    ]);
}

#[test]
fn a_credit_makes_the_line_above_it_a_caption() {
    assert_kinds(&[
        (Headline, "افتتاح جناح جديد للمخطوطات في المتحف الوطني"),
        (Body, AR_LEDE),
        (Caption, "زوار يتأملون مخطوطة في الجناح الجديد يوم الافتتاح."),
        (Caption, "سمير الخوري / AFP"),
        (Body, AR_REST),
    ]);
}

#[test]
fn the_name_of_a_section_inside_an_article_is_a_heading() {
    assert_kinds(&[
        (Headline, "برنامه‌های هفته فرهنگی شهر"),
        (Body, FA_LEDE),
        (Body, FA_REST),
        (Body, FA_LEDE),
        (Heading, "اجتماعی"),
        (Body, FA_REST),
        (Body, FA_LEDE),
        (Body, FA_REST),
        (Body, FA_LEDE),
    ]);
}

#[test]
fn prose_that_ends_like_the_next_line_is_no_menu() {
    assert_kinds(&[
        (Body, "وصل الفريق إلى المدينة مساء أمس. سيلعب مباراته الأولى يوم السبت المقبل."),
        (Body, "سيلعب مباراته الأولى يوم السبت المقبل."),
    ]);
}

#[test]
fn a_single_line_is_never_furniture() {
    assert_kinds(&[(Body, "درباره ما")]);
}

#[test]
fn program_text_between_fences_is_code_and_a_fenced_article_is_not() {
    assert_kinds(&[
        (Headline, "چگونه هوای شهر را بسنجیم"),
        (Body, FA_LEDE),
        (Code, "```python"),
        (Code, "print(read_sensor(port=3, unit='ppm'))"),
        (Code, "```"),
        (Body, FA_REST),
    ]);
    let fenced = format!("```\n{FA_LEDE}\n{FA_REST}\n```");
    let doc = Document::new(&fenced, None);
    assert!(doc.paragraphs().iter().all(|paragraph| paragraph.kind != Code));
}

#[test]
fn what_the_markup_puts_outside_the_article_is_one_finding_at_all_its_places() {
    let page = [(Some(ParagraphKind::Outside), "خانه"), (Some(ParagraphKind::Outside), "***"), (None, FA_LEDE)]
        .into_iter()
        .chain([(Some(ParagraphKind::Outside), "اشتراک در خبرنامه"), (Some(ParagraphKind::Outside), "تماس با ما")]);
    let (mut text, mut layout) = (String::new(), Layout::default());
    for (kind, line) in page {
        let start = text.len() as u32;
        text += line;
        layout.blocks.push(Block { span: Span::new(start, text.len() as u32), kind });
        text += "\n";
    }
    let settings = Settings { select: vec!["page-furniture".to_owned()], ..Settings::default() };
    let checked = check_page(&text, Some(&layout), &settings);
    let [finding] = &checked.findings[..] else { panic!("{:?}", checked.findings) };
    let places: Vec<&str> = std::iter::once(&finding.span).chain(&finding.related).map(|span| span.of(&text)).collect();
    assert_eq!(places, ["خانه\n***", "اشتراک در خبرنامه\nتماس با ما"]);
    assert_eq!(finding.count, 2);
}
