//! A list as it is when it has been read: where the columns of its rows are, and its phrases.

use super::packed::{Packed, Table, halves, number, whole};
use super::patterns::{Forms, Inflections, Patterns, rows};
use std::ops::Range;

/// Where the columns of a row stand in the text of the list.
#[derive(Clone, Debug)]
pub(super) struct RowPlace {
    pub form: Range<usize>,
    /// What stands between the form and the count.
    pub columns: Range<usize>,
    /// Occurrences in native text.
    pub count: u32,
}

impl RowPlace {
    /// The place of a line in the source that it is a slice of.
    fn of(source: &str, line: &str) -> Self {
        let place = |part: &str| {
            let start = part.as_ptr() as usize - source.as_ptr() as usize;
            start..start + part.len()
        };
        let (form, behind) = line.split_once('\t').unwrap_or((line, &line[line.len()..]));
        let (columns, last) = behind.rsplit_once('\t').unwrap_or((&behind[..0], behind));
        let count = last.parse().ok();
        let columns = if count.is_some() { columns } else { behind };
        Self { form: place(form), columns: place(columns), count: count.unwrap_or(0) }
    }
}

impl From<RowPlace> for [u32; 5] {
    fn from(RowPlace { form, columns, count }: RowPlace) -> Self {
        let [form, columns] = [form, columns].map(|range| [range.start as u32, range.end as u32]);
        [form[0], form[1], columns[0], columns[1], count]
    }
}

impl From<&[Packed; 5]> for RowPlace {
    fn from(&[form, form_end, columns, columns_end, count]: &[Packed; 5]) -> Self {
        let range = |start, end| number(start) as usize..number(end) as usize;
        Self { form: range(form, form_end), columns: range(columns, columns_end), count: number(count) }
    }
}

/// What is read of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    rows: Table<5>,
    /// For each row the bits of its kinds, the low and the high half. Empty where nobody asks for them.
    kinds: Table<2>,
    pub patterns: Patterns,
}

impl Tables {
    /// Reads a list of a language with these inflections. `bits_of`, where it is given, has the bits of the kinds that a second
    /// column names.
    pub fn of(source: &str, inflections: &Inflections, bits_of: Option<fn(&str) -> u64>) -> Self {
        let mut forms = Forms::new(inflections);
        let (mut places, mut kinds) = (Vec::new(), Vec::new());
        for (_, line) in rows(source) {
            let place = RowPlace::of(source, line);
            let mut alternatives = Some(&source[place.form.clone()]);
            while let Some(form) = alternatives {
                let (phrase, others) = forms.read(form);
                forms.add(&phrase, places.len() as u32);
                alternatives = others;
            }
            if let Some(bits_of) = bits_of {
                let bits = bits_of(source[place.columns.clone()].split('\t').next().unwrap_or_default());
                kinds.push(halves(bits));
            }
            places.push(place);
        }
        Self { rows: places.into_iter().collect(), kinds: kinds.into_iter().collect(), patterns: forms.finish() }
    }

    /// The places of all rows in the text of the list, in its order.
    pub fn rows(&self) -> impl Iterator<Item = RowPlace> {
        self.rows.iter().map(RowPlace::from)
    }

    /// The bits of the kinds of a row.
    #[inline]
    pub fn kinds(&self, row: u32) -> u64 {
        if (row as usize) < self.kinds.len() { whole(self.kinds.get(row)) } else { 0 }
    }

    /// The words and the tables as files, which [`Tables::read`] reads.
    #[allow(dead_code, reason = "the build script needs it")]
    pub fn write(&self) -> (&str, Vec<u8>) {
        let mut tables = Vec::new();
        self.rows.write(&mut tables);
        self.kinds.write(&mut tables);
        let words = self.patterns.write(&mut tables);
        (words, tables)
    }

    /// A list whose tables lie in the program.
    pub fn read(inflections: &Inflections, words: &'static str, mut tables: &'static [u8]) -> Self {
        let rows = Table::read(&mut tables);
        let kinds = Table::read(&mut tables);
        Self { rows, kinds, patterns: Patterns::read(inflections, words, tables) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(line: &str) -> (&str, &str, u32) {
        let RowPlace { form, columns, count } = RowPlace::of(line, line);
        (&line[form], &line[columns], count)
    }

    #[test]
    fn the_form_comes_first_and_the_count_last() {
        assert_eq!(columns("form\tkind\tsource\t12"), ("form", "kind\tsource", 12));
        assert_eq!(columns("form\t12"), ("form", "", 12));
        assert_eq!(columns("form\tkind\tsource"), ("form", "kind\tsource", 0));
        assert_eq!(columns("form\tkind\t"), ("form", "kind\t", 0));
        assert_eq!(columns("form\t"), ("form", "", 0));
        assert_eq!(columns("form"), ("form", "", 0));
        assert_eq!(columns("\tkind\t1"), ("", "kind", 1));
    }
}
