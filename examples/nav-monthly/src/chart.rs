//! A small chart of accounts, and which documents a month needs.

use fund_values::Amount;

/// An account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A document that a month needs, and what it is booked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What it is called on the wire, and the name of its file.
    pub id: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The account of its expense.
    pub expense: Account,
    /// The value added tax that its total includes, in per cent.
    vat_percent: i64,
}

/// What is owed to suppliers.
pub const PAYABLES: Account = Account { code: "2100", name: "Accounts payable" };

/// Value added tax that the tax office pays back.
pub const INPUT_VAT: Account = Account { code: "1400", name: "Input VAT" };

const MANAGEMENT_FEES: Account = Account { code: "6100", name: "Management fees" };
const UTILITIES: Account = Account { code: "6200", name: "Utilities" };
const SMALL_EQUIPMENT: Account = Account { code: "6300", name: "Small equipment" };
const OTHER: Account = Account { code: "6900", name: "Other operating costs" };

/// All accounts, in the order of their numbers.
pub const ACCOUNTS: [Account; 6] = [INPUT_VAT, PAYABLES, MANAGEMENT_FEES, UTILITIES, SMALL_EQUIPMENT, OTHER];

/// The documents of a month, in the order in which they are asked for.
pub const SOURCES: [Source; 3] = [
    Source { id: "management-fee", title: "Management fee", expense: MANAGEMENT_FEES, vat_percent: 23 },
    Source { id: "utilities", title: "Utilities", expense: UTILITIES, vat_percent: 9 },
    Source { id: "purchases", title: "Purchases", expense: SMALL_EQUIPMENT, vat_percent: 23 },
];

/// The account with that number.
#[must_use]
pub fn account(code: &str) -> Option<Account> {
    ACCOUNTS.into_iter().find(|account| account.code == code)
}

/// The source of that id.
#[must_use]
pub fn source(id: &str) -> Option<Source> {
    SOURCES.into_iter().find(|source| source.id == id)
}

impl Source {
    /// The tax in a total that includes it, in whole cents.
    #[must_use]
    pub fn vat_in(self, total: Amount) -> Amount {
        let rate = Amount::new(self.vat_percent, 0);
        let whole = Amount::new(100, 0) + rate;
        // A whole is 100 per cent or more, so there is always a quotient.
        (total * rate).divided_by(whole).unwrap_or_default().to_cents()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tax_is_taken_out_of_a_total_to_the_cent() {
        let vat = |id: &str, total: &str| {
            source(id).expect(id).vat_in(total.parse().expect("an amount")).to_string()
        };
        assert_eq!(vat("management-fee", "1845.00"), "345.00");
        assert_eq!(vat("utilities", "436.00"), "36.00");
        assert_eq!(vat("purchases", "0.01"), "0.00");
        assert_eq!(vat("purchases", "717.97"), "134.25");
        assert_eq!(vat("purchases", "-123.00"), "-23.00");
    }

    #[test]
    fn every_source_is_booked_to_an_account_of_the_chart() {
        for source in SOURCES {
            assert_eq!(account(source.expense.code), Some(source.expense));
        }
        assert!(ACCOUNTS.is_sorted_by_key(|account| account.code));
    }
}
