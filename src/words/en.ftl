### What mtlint says, in English. The syntax is that of Fluent (https://projectfluent.org); ARCHITECTURE.md says how to
### add a message. A choice stands around a whole sentence, so that other languages can make it anew.

## How a message opens: whether it is certain.

error = Error: { $message }
suspicion = Suspicion: { $message }
reminder = Reminder: { $message }

## What the rules say. A name begins with that of its rule.

acronym-slip-foreign = the acronym of another language stands for { $right }.
acronym-slip-wrong = an acronym that is not that of the institution; expected { $right }.

ascii-marks =
    { $count ->
        [one] the Latin mark { $sign } stands here for { $own }.
       *[other] Latin punctuation marks stand among words of Arabic script, { $count } times in this text; here { $sign } for { $own }.
    }
ascii-marks-separator =
    { $count ->
        [one] the thousands separator (٬) stands here for the comma (،).
       *[other] the thousands separator (٬) stands for the comma (،), { $count } times in this text.
    }

bracketed-name = a name stands in brackets, as in subtitles, where the sentence has its subject.

collapsed-pair-verb = the same verb stands on both sides of the conjunction; the source had two.
collapsed-pair-word = the same word stands on both sides of the conjunction; the source may have had two.

cut-sentence-end = no sentence can end with this word; what it governs was cut off.
cut-sentence-inner = no sentence begins with this word; the full stop before it cut one in two.
cut-sentence-paragraph = this long paragraph ends with neither a verb nor a full stop.
cut-sentence-particle = this sentence consists of a particle; what it governs was cut off.
cut-sentence-seam = hardly ever does a full stop stand between these two words; it probably cuts a sentence in two.

dangling-attribution-alone = an attribution stands as a sentence, without what it vouches for.
dangling-attribution-comma = an attribution stands between two clauses without a comma.
dangling-attribution-confirms = the speaker confirms, and the sentence ends before what he confirms.
dangling-attribution-nothing = an outlet and its verb stand as a sentence, without what was reported.
dangling-attribution-outlet = the name of an outlet stands as a sentence; the attribution lost its verb.
dangling-attribution-report = "the outlet reports" became a name and the noun "report" without a verb.
dangling-attribution-said = a verb of saying stands as a sentence, without what was said.
dangling-attribution-venue = the sentence says who spoke and on what occasion, but not what was said.
dangling-attribution-with = the speaker became a "with" phrase, and the verb of saying has no subject.

decoder-loop-piece = a piece of the word comes { $passes } times in it, as when a decoder loops.
decoder-loop-word = the same word comes { $passes } times in a row, as when a decoder loops.
decoder-loop-words =
    { $passes ->
        [2] the same { $words } words come twice in a row, as when a decoder loops.
       *[other] the same { $words } words come { $passes } times in a row, as when a decoder loops.
    }

double-predicate-complement = two finite verbs stand side by side, and the second has no complement.
double-predicate-possible = “may” or “can” calls for a subjunctive, and an indicative follows.
double-predicate-support = «قام» has neither its «بـ» nor a complement, and a second finite verb follows.
double-predicate-unjoined = two finite verbs stand side by side, and nothing joins them.

doubled-mark-pair =
    { $count ->
        [one] two punctuation marks stand where one belongs.
       *[other] two punctuation marks stand where one belongs, { $count } times in this text.
    }
doubled-mark-row =
    { $count ->
        [one] the same punctuation mark is typed several times.
       *[other] the same punctuation mark is typed several times in a row, { $count } times in this text.
    }

empty-template-byline = the name is missing from the byline.
empty-template-field = a field of a template was never filled in.
empty-template-line = a line of the page whose fields were never filled in.
empty-template-pair = nothing stands between the quotation marks or brackets.
empty-template-value = a program printed the name of a missing value.

foreign-letter-arabic-keyboard = letters of the Arabic keyboard stand in a Persian text.
foreign-letter-arabic-throughout = the text is typed with the letters of an Arabic keyboard throughout.
foreign-letter-not-arabic = Arabic does not use this letter or sign ({ $sign }); it belongs to another language.
foreign-letter-not-persian = Persian does not use this letter or sign ({ $sign }); it belongs to another language.
foreign-letter-persian-keyboard = letters of the Persian keyboard stand in an Arabic text.
foreign-letter-persian-letter = the word has a Persian letter; Arabic writes the sound with a letter of its own.
foreign-letter-persian-throughout = the text is typed with the letters of a Persian keyboard throughout.
foreign-letter-shapes = letters are stored as shapes, as when text is copied out of a PDF; searches miss them.

glued-words-elsewhere = two words run together; elsewhere this text writes them apart.
glued-words-latin = a Latin word and the next word run together; the space is missing.
glued-words-number = a word and a number run together; the space is missing.
glued-words-two = two words run together; the space is missing.

headline-calque-circumstance = a title that goes on with “as …”, as English ones do.
headline-calque-infinitive = a title without a verb, built like an English “X to do something”.

inconsistent-name = one name in two spellings, here { $odd } and elsewhere { $usual }.

invisible-character-control =
    { $count ->
        [one] the text carries control or private-use characters here.
       *[other] the text carries control or private-use characters in { $count } places.
    }
invisible-character-directional =
    { $count ->
        [one] the text carries directional marks that order nothing here.
       *[other] the text carries directional marks that order nothing in { $count } places.
    }
invisible-character-zero-width =
    { $count ->
        [one] the text carries zero-width spaces, joiners or soft hyphens that do nothing here.
       *[other] the text carries zero-width spaces, joiners or soft hyphens that do nothing in { $count } places.
    }

kashida =
    { $count ->
        [one] the word is stretched with the ornamental stroke (kashida).
       *[other] words are stretched with the ornamental stroke (kashida), { $count } times in this text.
    }
kashida-letter =
    { $count ->
        [one] a letter of the word is typed over and over.
       *[other] letters are typed over and over, in { $count } words of this text.
    }

literal-calque = put together word by word, probably from “{ $source }”.
literal-calque-age = an age between commas, as English tells it, without a word for years.

lost-joiner = the zero-width non-joiner is missing.
lost-joiner-places = the zero-width non-joiner is missing in { $count } places ({ $joined } with the joiner, { $spaced } with a space, { $fused } fused).
lost-joiner-spaces = the text writes a space for the zero-width non-joiner ({ $joined } with the joiner, { $spaced } with a space, { $fused } fused).
lost-joiner-throughout = the zero-width non-joiner is lost throughout the text ({ $joined } with the joiner, { $spaced } with a space, { $fused } fused).

mangled-name-article = an English article is left before the name of a news outlet ({ $name }).
mangled-name-known = a name, probably { $name }, translated as words.
mangled-name-sentence-known = the source stands alone as a sentence, probably { $name }, translated as words.
mangled-name-sentence-unknown = the source stands alone as a sentence, translated as words.
mangled-name-trade-known = a person's trade stands where a source is named, probably { $name }, translated as words.
mangled-name-trade-unknown = a person's trade stands where a source is named, translated as words.
mangled-name-unknown = a name, translated as words.
mangled-name-word-known = an everyday word stands where a source is named, probably { $name }, translated as words.
mangled-name-word-unknown = an everyday word stands where a source is named, translated as words.

missing-verb = this long sentence has no verb.
missing-verb-behind = «{ $verb }» calls for another verb, and none follows in this sentence.
missing-verb-clause = the clause that «{ $words }» opens has no verb.

mixed-digits-number =
    { $count ->
        [one] one number is written in digits of two writing systems.
       *[other] { $count } numbers are written in digits of two writing systems.
    }
mixed-digits-systems = digits are { $here } here, but { $elsewhere } elsewhere in this text ({ $count } against { $usual }).

mixed-quotes = quotations stand in { $here } here, but in { $elsewhere } elsewhere in this text ({ $count } against { $usual }).

mojibake-encoding =
    { $count ->
        [one] the text carries letters decoded in the wrong encoding here.
       *[other] the text carries letters decoded in the wrong encoding in { $count } places.
    }
mojibake-entities =
    { $count ->
        [one] the text carries HTML entities that were not decoded here.
       *[other] the text carries HTML entities that were not decoded in { $count } places.
    }
mojibake-lost =
    { $count ->
        [one] the text carries letters lost in decoding (U+FFFD) here.
       *[other] the text carries letters lost in decoding (U+FFFD) in { $count } places.
    }
mojibake-tags =
    { $count ->
        [one] the text carries an HTML tag here.
       *[other] the text carries HTML tags in { $count } places.
    }

page-furniture =
    { $lines ->
        [one] a line of the page, not of the article.
       *[other] { $lines } lines of the page, not of the article.
    }
page-furniture-menu = the menu of the page runs into the headline.
page-furniture-outside =
    { $lines ->
        [one] { $lines } line of the page outside the article; not checked.
       *[other] { $lines } lines of the page outside the article; not checked.
    }

repeated-clause-participle = the same participle comes twice in the sentence, the second time with «كان».
repeated-clause-predicate = the same predicate comes twice in the sentence; the source had it once or had another.
repeated-clause-verb = the same verb and its complement come twice in the sentence, and nothing joins them.

repeated-phrase-close = the same words come twice close together.
repeated-phrase-row = the same words come twice in a row.

repeated-sentence-changed = the sentence comes a second time with a word or two changed.
repeated-sentence-same = the sentence comes a second time.

repeated-word = a word comes { $count } times in a row.
repeated-word-amount = a unit, number or date says the same thing twice.
repeated-word-piece = a piece of the word comes twice in it.

spaced-mark-before =
    { $count ->
        [one] a space stands before the punctuation mark.
       *[other] a space stands before the punctuation mark, { $count } times in this text.
    }
spaced-mark-habit = a habit: a space before the mark, { $count } times ({ $spaced } of { $commas } commas).
spaced-mark-inside =
    { $count ->
        [one] a space stands between the quotation mark or bracket and what it encloses.
       *[other] a space stands inside quotation marks or brackets, { $count } times in this text.
    }
spaced-mark-line =
    { $count ->
        [one] the punctuation mark of this sentence stands on the next line.
       *[other] punctuation marks stand on the next line, { $count } times in this text.
    }
spaced-mark-missing =
    { $count ->
        [one] the space after the punctuation mark is missing.
       *[other] the space after the punctuation mark is missing, { $count } times in this text.
    }

stranded-fragment-and-that = a noun phrase goes on with «وأن», and no verb governs either.
stranded-fragment-behind = what stands behind the false full stop is no sentence of its own.
stranded-fragment-noun-phrase = a noun phrase without verb and full stop is left over at the end of the paragraph.
stranded-fragment-preposition = a phrase with a preposition, and nothing else, stands as a sentence.
stranded-fragment-verbless-word = a single word without a verb stands as a sentence.
stranded-fragment-word = a single word stands as a sentence.
stranded-fragment-words = a few words without a verb stand as a sentence.

stray-space-double =
    { $count ->
        [one] the text carries two spaces in a row here.
       *[other] the text carries two spaces in a row in { $count } places.
    }
stray-space-joiner =
    { $count ->
        [one] the text carries zero-width non-joiners that join nothing here.
       *[other] the text carries zero-width non-joiners that join nothing in { $count } places.
    }
stray-space-odd =
    { $count ->
        [one] the text carries non-breaking or other odd spaces here.
       *[other] the text carries non-breaking or other odd spaces in { $count } places.
    }

subword-debris-ending = an ending stands alone, cut off from its word.
subword-debris-prefix = the letter that denies the verb stands apart from it.
subword-debris-pronoun = a pronoun was put onto a finished word: «ة» is written «ت» before it.
subword-debris-sign = a sign of a translation program's vocabulary was left in the text.

translator-residue-announces = a language model announces its translation.
translator-residue-banner = the banner of a translation service was left in the text.
translator-residue-label = the label of a translation was left in the text.
translator-residue-markdown = a stray Markdown mark stands in a text that is otherwise plain.
translator-residue-model = a language model speaks of itself.
translator-residue-note = a note about the translation was left in the text.
translator-residue-translator = a note of the translator was left in the text.

unbalanced-quote-bracket-closes = a bracket closes that was not opened in this paragraph.
unbalanced-quote-bracket-opens = a bracket opens and is not closed in this paragraph.
unbalanced-quote-closes = a quotation mark closes that was not opened in this paragraph.
unbalanced-quote-lost = somebody seems to speak here ("we") outside quotation marks; the next sentence says who.
unbalanced-quote-odd = the paragraph has an odd number of quotation marks; one is missing.
unbalanced-quote-opens = a quotation mark opens and is not closed in this paragraph.
unbalanced-quote-surplus = { $count } quotation marks open here and none closes.

untranslated-word = a word of the source language was left untranslated.
untranslated-word-function = an English function word was left beside Arabic script.
untranslated-word-heading = a heading was left in the source language.
untranslated-word-label = a label was left in the source language.
untranslated-word-party = the party and state of a politician stand here as English writes them.
untranslated-word-script = a word in another script was left in the text.

untransliterated-name =
    { $count ->
        [one] a foreign name or word was left in Latin letters.
       *[other] foreign names or words were left in Latin letters, { $count } times.
    }

wrong-language =
    { $lang ->
        [ar] this passage is in Arabic, not in the language of the article.
        [en] this passage is in English, not in the language of the article.
        [fa] this passage is in Persian, not in the language of the article.
        [ur] this passage is in Urdu, not in the language of the article.
       *[other] this passage is in another language, not in the language of the article.
    }

wrong-sense = the wrong sense of a word, probably for “{ $source }”.

## Kinds of defects, with their number.

name-acronym-slip =
    { $count ->
        [one] acronym slip
       *[other] { $count } acronym slips
    }
name-ascii-marks =
    { $count ->
        [one] ascii marks
       *[other] { $count } ascii marks
    }
name-bracketed-name =
    { $count ->
        [one] bracketed name
       *[other] { $count } bracketed names
    }
name-collapsed-pair =
    { $count ->
        [one] collapsed pair
       *[other] { $count } collapsed pairs
    }
name-cut-sentence =
    { $count ->
        [one] cut sentence
       *[other] { $count } cut sentences
    }
name-dangling-attribution =
    { $count ->
        [one] dangling attribution
       *[other] { $count } dangling attributions
    }
name-decoder-loop =
    { $count ->
        [one] decoder loop
       *[other] { $count } decoder loops
    }
name-double-predicate =
    { $count ->
        [one] double predicate
       *[other] { $count } double predicates
    }
name-doubled-mark =
    { $count ->
        [one] doubled mark
       *[other] { $count } doubled marks
    }
name-empty-template =
    { $count ->
        [one] empty template
       *[other] { $count } empty templates
    }
name-foreign-letter =
    { $count ->
        [one] foreign letter
       *[other] { $count } foreign letters
    }
name-glued-words =
    { $count ->
        [one] glued words
       *[other] { $count } glued words
    }
name-headline-calque =
    { $count ->
        [one] headline calque
       *[other] { $count } headline calques
    }
name-inconsistent-name =
    { $count ->
        [one] inconsistent name
       *[other] { $count } inconsistent names
    }
name-invisible-character =
    { $count ->
        [one] invisible character
       *[other] { $count } invisible characters
    }
name-kashida =
    { $count ->
        [one] kashida
       *[other] { $count } kashidas
    }
name-literal-calque =
    { $count ->
        [one] literal calque
       *[other] { $count } literal calques
    }
name-lost-joiner =
    { $count ->
        [one] lost joiner
       *[other] { $count } lost joiners
    }
name-mangled-name =
    { $count ->
        [one] mangled name
       *[other] { $count } mangled names
    }
name-missing-verb =
    { $count ->
        [one] missing verb
       *[other] { $count } missing verbs
    }
name-mixed-digits =
    { $count ->
        [one] mixed digits
       *[other] { $count } mixed digits
    }
name-mixed-quotes =
    { $count ->
        [one] mixed quotes
       *[other] { $count } mixed quotes
    }
name-mojibake =
    { $count ->
        [one] mojibake
       *[other] { $count } mojibakes
    }
name-page-furniture =
    { $count ->
        [one] page furniture
       *[other] { $count } page furniture
    }
name-repeated-clause =
    { $count ->
        [one] repeated clause
       *[other] { $count } repeated clauses
    }
name-repeated-phrase =
    { $count ->
        [one] repeated phrase
       *[other] { $count } repeated phrases
    }
name-repeated-sentence =
    { $count ->
        [one] repeated sentence
       *[other] { $count } repeated sentences
    }
name-repeated-word =
    { $count ->
        [one] repeated word
       *[other] { $count } repeated words
    }
name-spaced-mark =
    { $count ->
        [one] spaced mark
       *[other] { $count } spaced marks
    }
name-stranded-fragment =
    { $count ->
        [one] stranded fragment
       *[other] { $count } stranded fragments
    }
name-stray-space =
    { $count ->
        [one] stray space
       *[other] { $count } stray spaces
    }
name-subword-debris =
    { $count ->
        [one] subword debris
       *[other] { $count } subword debris
    }
name-translator-residue =
    { $count ->
        [one] translator residue
       *[other] { $count } translator residue
    }
name-unbalanced-quote =
    { $count ->
        [one] unbalanced quote
       *[other] { $count } unbalanced quotes
    }
name-untranslated-word =
    { $count ->
        [one] untranslated word
       *[other] { $count } untranslated words
    }
name-untransliterated-name =
    { $count ->
        [one] untransliterated name
       *[other] { $count } untransliterated names
    }
name-wrong-language =
    { $count ->
        [one] wrong language
       *[other] { $count } wrong languages
    }
name-wrong-sense =
    { $count ->
        [one] wrong sense
       *[other] { $count } wrong senses
    }

## Why an article misses its gate.

gate-count =
    { $severity ->
        [critical] critical findings of translation: { $count }; max-critical is { $most }
        [major] major findings of translation: { $count }; max-major is { $most }
       *[minor] minor findings of translation: { $count }; max-minor is { $most }
    }
gate-score =
    { $axis ->
        [typography] typography { $score } is under min-typography { $least }
        [extraction] extraction { $score } is under min-extraction { $least }
       *[translation] translation { $score } is under min-score { $least }
    }

## The annotations and the summary of a job.

job-article = article
job-fails = mtlint: the article fails
job-findings = Findings: { $critical } critical, { $major } major, { $minor } minor.
job-not-checked = mtlint: not checked
job-what = what
job-worst = Worst findings

## The language server.

lsp-let-comment = Let { $rule } stand here (comment)
lsp-let-file = Let { $rule } stand in this file ({ $file })
lsp-mend-all =
    { $count ->
        [one] Mend { $count } certain slip of this text
       *[other] Mend { $count } certain slips of this text
    }
lsp-mend-places =
    { $count ->
        [one] Mend { $count } place of { $rule }
       *[other] Mend { $count } places of { $rule }
    }
lsp-never = Never flag «{ $words }» (terms of { $file })
lsp-replace = Replace «{ $words }» with «{ $wanted }»
lsp-too-large = Not checked: larger than { $limit } bytes (max-bytes in the configuration raises the limit)

## The report for people.

human-also = and { $count } more
human-and-more = { $count } more
human-axes = translation { $translation } { $verdict } · typography { $typography } · extraction { $extraction }
human-close = too close to call
human-comma = ,{ " " }
human-could-not =
    { $count ->
        [one] { $count } could not be checked
       *[other] { $count } could not be checked
    }
human-documents =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
human-fixable = fixable
human-fixable-part = { $some } of { $count } fixable
human-instead = instead: { $words }
human-line = { $message } Here: { $words }
human-line-instead = { $message } Here: { $words }; instead: { $instead }
human-known =
    { $count ->
        [one] { $count } known finding let through
       *[other] { $count } known findings let through
    }
human-no-pack = language: { $lang } — no language pack: only language-independent rules ran
human-no-sign = no sign of machine translation
human-nothing = nothing found
human-nothing-changed = no finding of translation on the lines that changed
human-penalty = penalty { $penalty }, tolerance { $tolerance }
human-semicolon = ;{ " " }
human-share = { $share } %
human-short = too short for a verdict
human-unchanged =
    { $count ->
        [one] the verdict is that of the whole text: { $count } finding on lines that did not change
       *[other] the verdict is that of the whole text: { $count } findings on lines that did not change
    }
human-unknown-language = unknown
human-words =
    { $count ->
        [one] { $count } word
       *[other] { $count } words
    }

## The end of a run over a corpus, on a terminal.

score-better = better
score-change = change { $change } ({ $low } to { $high }, p = { $p })
score-column-documents = documents
score-column-fails = fail %
score-column-group = group
score-column-interval = 95 %
score-column-rate = per 1,000 words
score-column-translation = translation
score-compared =
    { $count ->
        [one] compared with { $name }: { $count } document in both; only in this run { $here }, only in the earlier one { $there }
       *[other] compared with { $name }: { $count } documents in both; only in this run { $here }, only in the earlier one { $there }
    }
score-fails = documents that fail, %: { $was } → { $is }
score-findings = findings of translation per 1,000 words: { $was } → { $is }
score-more-groups =
    { $count ->
        [one] and { $count } more group: --summary and --report have all
       *[other] and { $count } more groups: --summary and --report have all
    }
score-no-group = (none)
score-repeated = documents whose id came before are not compared: { $here } of this run, { $there } of the earlier one
score-time = { $seconds } s, { $rate } documents/s, { $megabytes } MB/s
score-too-many-groups =
    { $count ->
        [one] more than { $most } groups: { $count } document of further ones is counted apart; group by something coarser
       *[other] more than { $most } groups: { $count } documents of further ones are counted together; group by something coarser
    }
score-translation = translation score: { $was } → { $is }
score-unclear = no clear change
score-worse = worse

## Words of the report for people.

axis-extraction = extraction
axis-translation = translation
axis-typography = typography
severity-critical = critical
severity-major = major
severity-minor = minor
verdict-fail = fail
verdict-pass = pass
verdict-review = review

## The page in the browser.

html-all = All
html-all-articles = All articles
html-article = Article
html-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
html-articles-shown =
    { $n ->
        [one] { $n } of { $all } articles
       *[other] { $n } of { $all } articles
    }
html-axes-explained = Only translation says that a machine translated; typography and extraction are habits of writing and of scraping.
html-axis = Axis
html-axis-extraction = Extraction
html-axis-translation = Translation
html-axis-typography = Typography
html-clear = Clear filters
html-confidence-high = sure
html-confidence-low = a hint
html-confidence-medium = likely
html-count =
    { $n ->
        [one] { $n } place
       *[other] { $n } places
    }
html-distribution = Scores
html-distribution-bin = { $from } to { $to }: { $n }
html-distribution-of = { $axis } scores, number of articles
html-error = This article could not be checked: { $error }
html-fewer-rules = Fewer rules
html-filters = Filter and sort
html-find = Name or headline
html-findings = Findings
html-findings-shown =
    { $n ->
        [one] { $n } of { $all } findings
       *[other] { $n } of { $all } findings
    }
html-findings-total =
    { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    }
html-furniture =
    { $n ->
        [one] Around the article: { $n } line that is not scored
       *[other] Around the article: { $n } lines that are not scored
    }
html-instead = Instead
html-interval = defects per 1,000 words between { $low } and { $high }
html-language = Language
html-legend = How to read the marks
html-limits = The score of an axis starts at 100; 80 is the line to pass.
html-line = line { $line }
html-mark = Finding { $n }
html-median = median { $n }
html-more-rules = All { $n } rules
html-next = Next finding
html-next-article = Next article
html-no-articles = No article is like this. Clear the filters to see all.
html-no-findings = Nothing found.
html-no-findings-like-this = No finding is like this. Clear the filters to see all.
html-no-text = Nothing was found here. In a report of several articles only those with findings bring their text.
html-other-place = Other place { $n }
html-other-places = Belongs to it
html-page = { $from }–{ $to } of { $all }
html-page-next = Next page
html-page-previous = Previous page
html-pages = Pages
html-penalty = penalty { $penalty } of { $tolerance } tolerated
html-points = penalty { $n }
html-place-other = other place of a finding
html-previous = Previous finding
html-previous-article = Previous article
html-rule = Rule
html-rules = Findings by rule
html-severity = Severity
html-severity-critical = Critical
html-severity-major = Major
html-severity-minor = Minor
html-silenced =
    { $n ->
        [one] { $n } finding is let stand and not shown
       *[other] { $n } findings are let stand and not shown
    }
html-sort = Sort by
html-sort-extraction = Extraction score
html-sort-findings = Number of findings
html-sort-input = Order of the input
html-sort-language = Language
html-sort-path = Name
html-sort-translation = Translation score
html-sort-typography = Typography score
html-sort-verdict = Worst first
html-sort-words = Words
html-text = Text
html-theme = Colours
html-theme-auto = automatic
html-theme-dark = dark
html-theme-light = light
html-title = mtlint report
html-ui = Language of the page
html-unchanged =
    { $n ->
        [one] { $n } finding on lines that did not change is not shown
       *[other] { $n } findings on lines that did not change are not shown
    }
html-verdict = Verdict
html-verdict-error = not checked
html-verdict-fail = fail
html-verdict-pass = pass
html-verdict-review = review
html-words =
    { $n ->
        [one] { $n } word
       *[other] { $n } words
    }
html-words-column = Words

## The page of a corpus in the browser. It says what the page of articles says, too.

corpus-as-table = The numbers as a table
corpus-better = better
corpus-better-documents =
    { $n ->
        [one] { $n } document has a higher translation score
       *[other] { $n } documents have a higher translation score; these gained most
    }
corpus-change = Change
corpus-changes = Both runs side by side
corpus-compare-note = Compared are documents with a score in both runs. Intervals and p come from { $n } resamples of documents (paired bootstrap). Each line is tested for itself: of twenty that did not change, one may look as if it had.
corpus-comparison = Compared with { $name }
corpus-count-and-share = { $n } ({ $share })
corpus-document = Document
corpus-documents =
    { $n ->
        [one] { $n } document
       *[other] { $n } documents
    }
corpus-documents-axis = documents
corpus-documents-column = Documents
corpus-errors =
    { $n ->
        [one] { $n } not checked
       *[other] { $n } not checked
    }
corpus-fail-share = Fail
corpus-failures = Not checked
corpus-figure = Figure
corpus-figure-fails = Documents that fail
corpus-figure-rate = Findings of translation per 1,000 words
corpus-find-group = Find a group
corpus-from-to = { $was } → { $is }
corpus-further-groups =
    { $n ->
        [one] Only { $groups } groups are told apart; { $n } document belongs to further ones. Group by something coarser.
       *[other] Only { $groups } groups are told apart; { $n } documents belong to further ones. Group by something coarser.
    }
corpus-group = Group
corpus-groups = Groups by { $field }
corpus-groups-note = First stand the groups in which most documents certainly fail. Small numbers are 95 % intervals: where those of two groups lie far apart, the groups differ.
corpus-having = Documents with some
corpus-interval-column = 95 % interval
corpus-interval-of = 95 %: { $range }
corpus-intervals-note = Intervals of 95 % say what other documents of the same kind might show. Shares: Wilson. Mean scores: Student. Findings per 1,000 words: a Poisson count with the spread between documents.
corpus-is = Now
corpus-languages = Languages
corpus-matched =
    { $n ->
        [one] { $n } document in both runs
       *[other] { $n } documents in both runs
    }
corpus-mean = mean { $n }
corpus-mean-score = Translation score
corpus-median-score = median { $n }
corpus-more-failures =
    { $n ->
        [one] { $n } more is not listed.
       *[other] { $n } more are not listed.
    }
corpus-more-groups =
    { $n ->
        [one] { $n } more group
       *[other] { $n } more groups
    }
corpus-most-findings = Most findings
corpus-no-group = (none)
corpus-no-such-group = No group has such a name.
corpus-not-comparable = The earlier run used other rules or another configuration (version / rules / configuration: { $then }; now { $now }). What differs may be the rules and not the documents.
corpus-nothing-to-compare = No document has a score in both runs.
corpus-only-here =
    { $n ->
        [one] { $n } document only in this run
       *[other] { $n } documents only in this run
    }
corpus-only-there =
    { $n ->
        [one] { $n } document only in the earlier run
       *[other] { $n } documents only in the earlier run
    }
corpus-other-findings = Findings that changed
corpus-outcomes = What became of the verdicts
corpus-p = p
corpus-per-thousand = Per 1,000 words
corpus-range = { $low }–{ $high }
corpus-rate-of-all = All findings of translation: { $rate } per 1,000 words (95 %: { $range })
corpus-rates = Findings per 1,000 words
corpus-reason = Reason
corpus-repeated =
    { $n ->
        [one] { $n } document whose id came before is left out
       *[other] { $n } documents whose id came before are left out
    }
corpus-report-title = mtlint corpus report
corpus-result = Result
corpus-row-of = row { $row } of row group { $group }
corpus-rule-changes = Findings per 1,000 words that changed
corpus-scale = { $from } to { $to }
corpus-score-axis = score
corpus-unclear = no clear change
corpus-was = Before
corpus-was-and-is = Before ↓ now →
corpus-worse = worse
corpus-worse-documents =
    { $n ->
        [one] { $n } document has a lower translation score
       *[other] { $n } documents have a lower translation score; these lost most
    }
corpus-worst = Worst documents

## The page to paste into.

paste-about = Paste an article in Persian or Arabic to see where machine translation shows. It is checked on this machine and kept nowhere.
paste-article = Article
paste-check = Check
paste-check-files = Check the files
paste-files = Or choose files
paste-kinds = Text, HTML or Markdown, in UTF-8, UTF-16 or windows-1256. Of a page its article is checked.
paste-languages = Languages
paste-name = English
