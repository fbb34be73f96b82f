//! What is wrong with an expense.

use fund_values::Amount;

use super::{ExpenseRow, Rules};

impl ExpenseRow {
    /// Everything that is wrong, each in a sentence with what to do. Computed from what the row shows, so
    /// that a correction is judged by what it has made of the row.
    #[must_use]
    pub fn problems(&self, rules: Rules<'_>) -> Vec<String> {
        let checks = [
            self.without_vendor(),
            self.without_day(),
            self.out_of_period(rules),
            self.without_amount(),
            self.with_odd_vat(),
            self.without_currency(),
            self.without_category(rules),
            self.twice(),
        ];
        checks.into_iter().flatten().collect()
    }

    fn without_vendor(&self) -> Option<String> {
        let blank = self.vendor.as_deref().is_none_or(|vendor| vendor.trim().is_empty());
        blank.then(|| "the vendor is missing; enter who was paid".into())
    }

    fn without_day(&self) -> Option<String> {
        self.expense_date.is_none().then(|| match self.unread.get("expense_date") {
            Some(said) => format!("the date `{said}` could not be read; enter it as YYYY-MM-DD"),
            None => "the date is missing; enter it as YYYY-MM-DD".into(),
        })
    }

    fn out_of_period(&self, rules: Rules<'_>) -> Option<String> {
        let (day, period) = (self.expense_date?, rules.period?);
        let strange = day.period() != period && !self.is_explained();
        strange.then(|| {
            format!("{day} is not in {period}; correct it, or say in the notes why it belongs there")
        })
    }

    fn without_amount(&self) -> Option<String> {
        match self.amount_gross {
            Some(amount) if amount.is_zero() => Some("the amount is 0; correct it, or reject the row".into()),
            Some(_) => None,
            None => {
                Some(match ["amount_gross", "net_amount"].iter().find_map(|field| self.unread.get(*field)) {
                    Some(said) => {
                        format!("the amount `{said}` could not be read; enter a plain number such as 125.0")
                    }
                    None => "the amount is missing; enter a plain number such as 125.0".into(),
                })
            }
        }
    }

    fn with_odd_vat(&self) -> Option<String> {
        let Some(vat) = self.vat_amount else {
            let said = self.unread.get("vat_amount")?;
            return Some(format!("the tax `{said}` could not be read; enter a plain number such as 0.0"));
        };
        let gross = self.amount_gross?;
        let odd = (vat < Amount::ZERO) != (gross < Amount::ZERO) && !vat.is_zero() || vat.abs() > gross.abs();
        odd.then(|| format!("a tax of {vat} is not a part of {gross}; correct one of them"))
    }

    fn without_currency(&self) -> Option<String> {
        let Some(currency) = self.currency.as_deref() else {
            return Some(match self.unread.get("currency") {
                Some(said) => format!("the currency `{said}` is not known; enter three letters such as EUR"),
                None => "the currency is missing; enter three letters such as EUR".into(),
            });
        };
        let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        (!code).then(|| format!("`{currency}` is no currency; enter three capital letters such as EUR"))
    }

    fn without_category(&self, rules: Rules<'_>) -> Option<String> {
        let remedy = || {
            let known: Vec<&str> = rules.categories.keys().map(String::as_str).collect();
            format!("choose one of {}", known.join(", "))
        };
        match self.category.as_deref() {
            Some(category) if rules.categories.contains_key(category) => None,
            Some(category) => Some(format!("`{category}` is no category; {}", remedy())),
            None => {
                let vendor = self.vendor.as_deref().unwrap_or("nobody");
                let meant =
                    self.suggestion.as_ref().map(|name| format!(" (is it {name}?)")).unwrap_or_default();
                Some(format!("`{vendor}` is no known vendor{meant}, so there is no category; {}", remedy()))
            }
        }
    }

    fn twice(&self) -> Option<String> {
        let other = self.duplicate_of.as_ref().filter(|_| !self.is_explained())?;
        Some(format!("it is the same as {other}; reject the row, or say in the notes why it is another one"))
    }

    /// Whether the reviewer has said why something is right that looks wrong.
    fn is_explained(&self) -> bool {
        self.notes.as_deref().is_some_and(|notes| !notes.trim().is_empty())
    }
}
