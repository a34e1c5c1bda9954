//! Where sentences end: `‖` stands behind each sentence but the last.

use mtlint::lang::Lang;
use mtlint::text::Document;

/// What the checker makes of the texts, in their form.
fn cut(text: &str, lang: Lang) -> String {
    let plain = text.replace('‖', "");
    let doc = Document::new(&plain, Some(lang));
    let mut out = String::new();
    let mut end = 0;
    for sentence in doc.paragraphs().iter().flat_map(|paragraph| doc.sentences(paragraph)) {
        let (from, to) = (sentence.span.start as usize, sentence.span.end as usize);
        if end > 0 {
            out.push('‖');
        }
        out.push_str(&plain[end..from]);
        out.push_str(&plain[from..to]);
        end = to;
    }
    out + &plain[end..]
}

fn assert_cut(lang: Lang, texts: &[&str]) {
    for text in texts {
        assert_eq!(cut(text, lang), *text);
    }
}

#[test]
fn full_stops_questions_and_cries_end_a_sentence() {
    assert_cut(
        Lang::FA,
        &[
            "باران بند آمد.‖ جاده باز شد.‖ کامیون‌ها راه افتادند",
            "چه کسی رأی داد؟‖ هیچ‌کس نگفت!‖ جلسه تمام شد.",
            "بازار آرام بود۔‖ بانک‌ها تعطیل بودند۔",
            "شهردار استعفا کرد.‖شورا پذیرفت",
            "آیا می‌آیی؟!‖ نمی‌دانم.",
        ],
    );
    assert_cut(Lang::AR, &["توقف المطر.‖ عاد الناس إلى بيوتهم.‖ هل انتهت العاصفة؟‖ لا أحد يعلم"]);
}

#[test]
fn what_closes_behind_a_full_stop_belongs_to_the_sentence() {
    assert_cut(
        Lang::FA,
        &[
            "او گفت: «می‌مانیم.»‖ سپس رفت.",
            "نامه رسید (دیروز.)‖ کسی نخواند.",
            "«تمام شد.»‖ بازیکنان رفتند.",
            "پرسید: «کی؟».‖ جواب نیامد.",
            "گفت: \"بس است.\"‖ در را بست.",
            "گفت: «می‌مانیم. »‖ سپس رفت.",
            "قطار ایستاد.‖ \"پیاده شوید\" را همه شنیدند.",
        ],
    );
}

#[test]
fn a_sentence_goes_on_behind_a_comma_or_a_closing_mark() {
    assert_cut(Lang::FA, &["«آیا راهی هست؟»، پرسید و نشست.", "فیلم «چرا؟»: داستانی از امسال.", "«برو!»؛ این را گفت."]);
    assert_cut(Lang::AR, &["«هل من حل؟»، سأل الوزير.", "صرخ «قف!»: لم يتوقف أحد."]);
}

#[test]
fn an_ellipsis_ends_a_sentence_only_where_it_is_glued_to_it_and_a_space_follows() {
    assert_cut(
        Lang::FA,
        &["شاید فردا...‖ کسی نمی‌داند.", "شاید … فردا بیاید.", "گفت...و رفت.", "شاید فردا…‖ کسی نمی‌داند."],
    );
    assert_cut(Lang::AR, &["الوزير.. صوت لا يسمعه أحد.", "ربما غدا...‖ لا أحد يعلم."]);
}

#[test]
fn numbers_of_items_and_decimals_end_nothing() {
    assert_cut(
        Lang::FA,
        &[
            "۱. نان گران شد",
            "تورم به ۳.۵ درصد رسید.‖ نرخ بهره ماند.",
            "این رقم در سال ۱۴۰۰.‖ سپس کم شد.",
            "سهم نفت ۴۱.‖سهم گاز ۲۸ است.",
            "شاخص ۵ .۶ درصد رشد کرد.",
        ],
    );
}

#[test]
fn abbreviations_and_initials_end_nothing() {
    assert_cut(
        Lang::FA,
        &["دکتر ج. رضایی آمد.‖ همه برخاستند.", "کتاب J. Smith ترجمه شد.‖ فروش رفت.", ". باران آمد.‖ سیل شد."],
    );
    assert_cut(Lang::FA, &["نسخه تازه رسید.‖ beta هنوز مانده است."]);
    assert_cut(
        Lang::AR,
        &[
            "قال د. محمد الصالح إن الجلسة انتهت.‖ غادر الجميع.",
            "توفي سنة 322 ق.م. ودفن هناك.",
            "بثت قناة سي. إن. إن. التقرير.‖ لم يعلق أحد.",
            "وقالت مصادر دبلوماسية مطلعة في العاصمة لقناة سي. إن. إن. إنها ستحضر.",
            "نقلت الحفل قناة إم. بي",
            "سئل عن اسم الحرف.‖ سي.‖ أجاب التلميذ.",
            ". سي.‖ أجاب التلميذ.",
            "ولد الشاعر في دمشق عام 1890 م.‖ درس الطب ثم تركه.",
        ],
    );
    assert_cut(Lang::EN, &["It took approx. five days.‖ Nobody complained.", ". five days passed.‖ Nobody came."]);
}

#[test]
fn marks_without_a_word_belong_to_the_sentence_before_them() {
    assert_cut(Lang::FA, &["باران آمد. ***", "باران آمد.‖ ... سیل شد."]);
}

#[test]
fn a_sentence_is_ended_whatever_stands_behind_its_full_stop() {
    let ended = |text: &str| {
        let doc = Document::new(text, Some(Lang::AR));
        doc.paragraphs().iter().flat_map(|paragraph| doc.sentences(paragraph)).map(|sentence| sentence.ended).collect()
    };
    let ended: [Vec<bool>; 4] =
        ["نزل المطر. —", "مات الملك سنة 322 ق. م. \"", "نزل المطر", "نزل المطر. ثم توقف"].map(ended);
    assert_eq!(ended, [vec![true], vec![true], vec![false], vec![true, false]]);
}

#[test]
fn more_than_sixteen_closing_marks_close_nothing() {
    let ends = |marks: usize| cut(&format!("باران آمد.{} سیل شد.", "»".repeat(marks)), Lang::FA).matches('‖').count();
    assert_eq!((ends(1), ends(16), ends(17), ends(40)), (1, 1, 0, 0));
}
