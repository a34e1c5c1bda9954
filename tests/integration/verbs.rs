//! The verb recogniser against forms that are made the plain way, and against words that are no verbs.

use mtlint::lang::{Lang, Verbs, fold};

fn verbs() -> &'static Verbs {
    Lang::FA.pack().and_then(|pack| pack.verbs()).expect("Persian has a verb paradigm")
}

fn slot(name: &str) -> Vec<String> {
    verbs().affixes(name).map(str::to_owned).collect()
}

/// Every form of one recipe: prefix + stem + ending.
fn forms(prefixes: &[String], stems: &[String], endings: &[String]) -> Vec<String> {
    let mut forms = Vec::new();
    for prefix in prefixes {
        for stem in stems {
            for ending in endings {
                forms.push([prefix.as_str(), stem, ending].concat());
            }
        }
    }
    forms
}

#[test]
fn every_form_of_the_paradigm_is_recognised() {
    let (past, present) = verbs().stems();
    let (past, present): (Vec<String>, Vec<String>) =
        (past.map(str::to_owned).collect(), present.map(str::to_owned).collect());
    let bare = slot("bare-subjunctive");
    let prefixes = |list: &[&str]| list.iter().map(|&prefix| prefix.to_owned()).collect::<Vec<_>>();
    let participles = forms(&slot("prefix-participle"), &past, &prefixes(&["ه"]));
    let written_on = |copula: &String| copula.chars().count() > 1;
    let mut all = forms(&slot("prefix-past"), &past, &slot("ending-past"));
    all.extend(forms(&prefixes(&["ن", "می", "نمی", "ب"]), &present, &slot("ending-present")));
    all.extend(forms(&prefixes(&[""]), &bare, &slot("ending-present")));
    all.extend(forms(&prefixes(&["ب"]), &present, &prefixes(&["ید"])));
    all.extend(forms(
        &participles,
        &prefixes(&[""]),
        &slot("copula").into_iter().filter(written_on).collect::<Vec<_>>(),
    ));
    all.extend(participles);
    // «بیاورد», «نیامد»: before a vowel.
    let vowel = |stems: &[String]| stems.iter().filter(|stem| stem.starts_with('ا')).cloned().collect::<Vec<_>>();
    all.extend(forms(&slot("prefix-vowel"), &vowel(&present), &slot("ending-present")));
    let lookalikes: Vec<String> = verbs().lookalikes().map(str::to_owned).collect();
    assert!(all.len() > 30_000, "only {} forms", all.len());
    let unknown: Vec<&String> =
        all.iter().filter(|form| verbs().recognize(form).is_none() && !lookalikes.contains(form)).collect();
    assert!(unknown.is_empty(), "{} of {}: {:?}", unknown.len(), all.len(), &unknown[..unknown.len().min(40)]);
}

#[test]
fn ordinary_words_are_no_verbs() {
    const WORDS: [&str; 104] = [
        "این",
        "آن",
        "مردم",
        "دولت",
        "کشور",
        "رئیس",
        "جمهور",
        "وزیر",
        "مجلس",
        "سازمان",
        "شرکت",
        "بازار",
        "نفت",
        "گاز",
        "جنگ",
        "صلح",
        "توافق",
        "مذاکره",
        "دیدار",
        "جلسه",
        "گزارش",
        "خبر",
        "روزنامه",
        "خبرگزاری",
        "تهران",
        "ایران",
        "اوکراین",
        "روسیه",
        "آمریکا",
        "اروپا",
        "آسیا",
        "آفریقا",
        "جهان",
        "جهانی",
        "منطقه",
        "مرز",
        "شهر",
        "روستا",
        "خانه",
        "مدرسه",
        "دانشگاه",
        "بیمارستان",
        "پزشک",
        "دارو",
        "واکسن",
        "بیماری",
        "سال",
        "ماه",
        "هفته",
        "روز",
        "ساعت",
        "دقیقه",
        "امروز",
        "دیروز",
        "فردا",
        "زمان",
        "میان",
        "درون",
        "بیرون",
        "بالا",
        "پایین",
        "بزرگ",
        "کوچک",
        "تازه",
        "قدیمی",
        "جدید",
        "مهم",
        "سیاسی",
        "اقتصادی",
        "نظامی",
        "فرهنگی",
        "اجتماعی",
        "میلیون",
        "میلیارد",
        "هزار",
        "درصد",
        "تومان",
        "دلار",
        "برنامه",
        "پروژه",
        "طرح",
        "قانون",
        "قرارداد",
        "انتخابات",
        "رأی",
        "حزب",
        "رهبر",
        "نماینده",
        "سخنگو",
        "پلیس",
        "ارتش",
        "سرباز",
        "سلاح",
        "موشک",
        "هواپیما",
        "کشتی",
        "راه",
        "جاده",
        "میدان",
        "خیابان",
        "بار",
        "نزدیکی",
        "تجمع",
        "بخار",
    ];
    let wrong: Vec<&str> = WORDS.into_iter().filter(|word| verbs().recognize(&fold(word)).is_some()).collect();
    assert!(wrong.is_empty(), "taken for verbs: {wrong:?}");
}

#[test]
fn spaced_and_fused_forms_are_one() {
    for form in ["نمی‌روند", "نمیروند", "گفته‌اند", "گفته‌است", "برمی‌گردد", "درنیامد", "بیفتد", "نینداخت", "بایستد"]
    {
        assert!(verbs().recognize(&fold(form)).is_some(), "{form}");
    }
}
