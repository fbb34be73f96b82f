//! Invented invoices in the styles of several trades and countries. None is of
//! a real company; each has its answers beside it.

use super::pdf::{Sheet, pdf};

/// An invoice and what should be read from it.
pub struct Paper {
    /// What it is like.
    pub style: &'static str,
    /// The file.
    pub pdf: Vec<u8>,
    /// Issuer, number, date, currency, total.
    pub header: [&'static str; 5],
    /// The amounts of its lines.
    pub lines: &'static [&'static str],
}

/// All papers.
pub fn all() -> Vec<Paper> {
    vec![
        american(), french_telecom(), indian_market(), german_shop(), dutch_office(), italian_goods(),
        spanish_services(), market_place(), british_consultant(), swiss_craft(), column_labels(), swedish(),
        letter(), credit_note(), belgian_table_totals(),
    ]
}

/// Labels above their values, month-first dates, a column of taxes.
fn american() -> Paper {
    let sheet = Sheet::default()
        .bold(40.0, 60.0, 16.0, "Cobalt Interiors")
        .block(40.0, 78.0, 9.0, &["4557 De Silva St", "Fremont CA 94538", "United States"])
        .block(380.0, 150.0, 10.0, &["Pine Office Supply", "1 Main Street", "Boulder CO 80301"])
        .text(40.0, 220.0, 18.0, "Invoice INV/2023/03/0008")
        .row(250.0, 10.0, &[(40.0, "Invoice Date:"), (180.0, "Due Date:"), (320.0, "Source:")])
        .row(263.0, 10.0, &[(40.0, "03/20/2023"), (180.0, "04/05/2023"), (320.0, "S00052")])
        .row(300.0, 9.0, &[(40.0, "Description"), (300.0, "Quantity"), (370.0, "Unit Price"), (440.0, "Taxes")])
        .right(550.0, 300.0, 9.0, "Amount")
        .row(318.0, 9.0, &[(40.0, "[FURN_8220] Four Person Desk"), (300.0, "5.00 Units")])
        .right(415.0, 318.0, 9.0, "23.50")
        .text(440.0, 318.0, 9.0, "15%")
        .right(550.0, 318.0, 9.0, "$ 117.50")
        .row(330.0, 9.0, &[(40.0, "Four person modern office workstation")])
        .row(346.0, 9.0, &[(40.0, "[FURN_8999] Three-Seat Sofa"), (300.0, "5.00 Units")])
        .right(415.0, 346.0, 9.0, "1,500.00")
        .text(440.0, 346.0, 9.0, "15%")
        .right(550.0, 346.0, 9.0, "$ 7,500.00")
        .text(380.0, 380.0, 9.0, "Untaxed Amount")
        .right(550.0, 380.0, 9.0, "$ 7,617.50")
        .text(380.0, 394.0, 9.0, "Tax 15%")
        .right(550.0, 394.0, 9.0, "$ 1,142.63")
        .bold(380.0, 408.0, 9.0, "Total")
        .bold_right(550.0, 408.0, 9.0, "$ 8,760.13")
        .text(40.0, 440.0, 9.0, "Please use the following communication for your payment : INV/2023/03/0008")
        .text(150.0, 800.0, 8.0, "+1 555-555-5556 | info@cobaltinteriors.com | http://www.cobaltinteriors.com");
    Paper {
        style: "american",
        pdf: pdf(&[sheet]),
        header: ["Cobalt Interiors", "INV/2023/03/0008", "2023-03-20", "USD", "8760.13"],
        lines: &["117.50", "7500.00"],
    }
}

/// A number and its date in one sentence, small print, sums of several kinds.
fn french_telecom() -> Paper {
    let sheet = Sheet::default()
        .bold(40.0, 60.0, 22.0, "Lune")
        .block(40.0, 80.0, 8.0, &["Lune - SAS au capital de 3 441 812 Euros - RCS PARIS 421 938 861", "Siège social : 8 rue de la Ville 75008 Paris", "N° TVA : FR 60 421 938 861"])
        .block(330.0, 130.0, 10.0, &["M. Jean DUPONT", "12 RUE DES LILAS", "69001 LYON"])
        .text(40.0, 210.0, 12.0, "Facture n°562044387 du 02 Juillet 2015")
        .text(40.0, 230.0, 9.0, "Identifiant : fbx12345678     N° de téléphone : 0981234567")
        .row(262.0, 9.0, &[(40.0, "Désignation"), (360.0, "Quantité"), (430.0, "Prix unitaire")])
        .right(555.0, 262.0, 9.0, "Montant TTC")
        .row(280.0, 9.0, &[(40.0, "Forfait Fibre du 01/07/2015 au 31/07/2015"), (370.0, "1")])
        .right(480.0, 280.0, 9.0, "29,99")
        .right(555.0, 280.0, 9.0, "29,99")
        .row(296.0, 9.0, &[(40.0, "Location de la box"), (370.0, "1")])
        .right(480.0, 296.0, 9.0, "5,99")
        .right(555.0, 296.0, 9.0, "5,99")
        .text(340.0, 340.0, 9.0, "Total HT")
        .right(555.0, 340.0, 9.0, "29,98 €")
        .text(340.0, 354.0, 9.0, "TVA 20,00%")
        .right(555.0, 354.0, 9.0, "6,00 €")
        .bold(340.0, 368.0, 10.0, "Total TTC à payer")
        .bold_right(555.0, 368.0, 10.0, "35,98 €")
        .text(40.0, 400.0, 9.0, "Date limite de paiement : 10 Juillet 2015")
        .text(40.0, 780.0, 7.0, "Espace abonné : https://subscribe.lune.fr - Assistance : www.lune.fr/assistance");
    Paper {
        style: "french telecom",
        pdf: pdf(&[sheet]),
        header: ["Lune", "562044387", "2015-07-02", "EUR", "35.98"],
        lines: &["29.99", "5.99"],
    }
}

/// A wide table with a row of totals, the seller after a label.
fn indian_market() -> Paper {
    let sheet = Sheet::default()
        .bold(250.0, 50.0, 12.0, "Tax Invoice")
        .bold(30.0, 75.0, 9.0, "Sold By: Meadow Retail Private Limited ,")
        .text(30.0, 87.0, 8.0, "Ship-from Address: Plot 42, Industrial Area, Bangalore, Karnataka, India - 562149")
        .text(30.0, 99.0, 8.0, "GSTIN - 29AACCF0683K1ZD")
        .text(400.0, 75.0, 9.0, "Invoice Number # FACDG81900000123")
        .row(130.0, 8.0, &[(30.0, "Order ID: OD113012345678901000"), (220.0, "Bill To"), (400.0, "Ship To")])
        .row(142.0, 8.0, &[(30.0, "Order Date: 28-07-2018"), (220.0, "Ravi Kumar"), (400.0, "Ravi Kumar")])
        .row(154.0, 8.0, &[(30.0, "Invoice Date: 29-07-2018"), (220.0, "12 Lake Road, Pune"), (400.0, "12 Lake Road, Pune")])
        .row(166.0, 8.0, &[(30.0, "PAN: AACCF0683K"), (220.0, "Phone: 98xxxxxxxx")])
        .text(30.0, 190.0, 8.0, "Total items: 2")
        .row(206.0, 8.0, &[(30.0, "Product"), (130.0, "Title"), (270.0, "Qty"), (305.0, "Gross"), (360.0, "Discount"), (415.0, "Taxable"), (470.0, "IGST"), (525.0, "Total")])
        .row(216.0, 8.0, &[(305.0, "Amount Rs."), (360.0, "Rs."), (415.0, "Value Rs."), (470.0, "Rs."), (525.0, "Rs.")])
        .row(236.0, 8.0, &[(30.0, "Books"), (130.0, "A Short History of Maps"), (270.0, "1"), (305.0, "319.00"), (360.0, "-20.00"), (415.0, "299.00"), (470.0, "0.00"), (525.0, "299.00")])
        .row(262.0, 8.0, &[(130.0, "Shipping And Handling"), (270.0, "1"), (305.0, "40.00"), (360.0, "0.00"), (415.0, "33.90"), (470.0, "6.10"), (525.0, "40.00")])
        .row(288.0, 8.0, &[(130.0, "Total"), (270.0, "2"), (305.0, "359.00"), (360.0, "-20.00"), (415.0, "332.90"), (470.0, "6.10"), (525.0, "339.00")])
        .text(400.0, 320.0, 11.0, "Grand Total")
        .right(560.0, 320.0, 11.0, "Rs. 339.00")
        .text(440.0, 336.0, 8.0, "Meadow Retail Private Limited")
        .text(30.0, 380.0, 7.0, "Regd. office: Meadow Retail Private Limited, Vaishnavi Summit, Bangalore - 560034");
    Paper {
        style: "indian market",
        pdf: pdf(&[sheet]),
        header: ["Meadow Retail Private Limited", "FACDG81900000123", "2018-07-29", "INR", "339.00"],
        lines: &["299.00", "40.00"],
    }
}

/// The address line above the buyer, number and date in a block at the right.
fn german_shop() -> Paper {
    let sheet = Sheet::default()
        .text(60.0, 130.0, 7.0, "Birkenfeld Haustechnik GmbH · Industriestr. 5 · 40210 Düsseldorf")
        .block(60.0, 150.0, 10.0, &["Max Mustermann GmbH", "Beispielweg 3", "20095 Hamburg"])
        .row(150.0, 9.0, &[(360.0, "Rechnungs-Nr.:"), (460.0, "RE-2019-4711")])
        .row(163.0, 9.0, &[(360.0, "Kunden-Nr.:"), (460.0, "10023")])
        .row(176.0, 9.0, &[(360.0, "Datum:"), (460.0, "04.02.2019")])
        .row(189.0, 9.0, &[(360.0, "Lieferdatum:"), (460.0, "01.02.2019")])
        .bold(60.0, 250.0, 14.0, "Rechnung")
        .row(280.0, 9.0, &[(60.0, "Pos"), (90.0, "Bezeichnung"), (330.0, "Menge"), (380.0, "Einheit")])
        .right(470.0, 280.0, 9.0, "Einzelpreis")
        .right(540.0, 280.0, 9.0, "Gesamtpreis")
        .row(298.0, 9.0, &[(60.0, "1"), (90.0, "Umwälzpumpe 25-60"), (335.0, "2,00"), (380.0, "Stk")])
        .right(470.0, 298.0, 9.0, "1.249,50")
        .right(540.0, 298.0, 9.0, "2.499,00")
        .row(309.0, 9.0, &[(90.0, "inkl. Dichtungssatz")])
        .row(325.0, 9.0, &[(60.0, "2"), (90.0, "Montage"), (335.0, "3,50"), (380.0, "Std")])
        .right(470.0, 325.0, 9.0, "62,00")
        .right(540.0, 325.0, 9.0, "217,00")
        .text(330.0, 360.0, 9.0, "Nettobetrag")
        .right(540.0, 360.0, 9.0, "2.716,00 €")
        .text(330.0, 373.0, 9.0, "zzgl. 19% MwSt.")
        .right(540.0, 373.0, 9.0, "516,04 €")
        .bold(330.0, 386.0, 9.0, "Gesamtbetrag")
        .bold_right(540.0, 386.0, 9.0, "3.232,04 €")
        .text(60.0, 420.0, 9.0, "Zahlbar bis 18.02.2019 ohne Abzug. Bei Zahlung bis 11.02.2019 2% Skonto.")
        .block(60.0, 780.0, 7.0, &["Birkenfeld Haustechnik GmbH", "Tel. 0211 123456", "www.birkenfeld-haustechnik.de", "Geschäftsführer: B. Feld"])
        .block(300.0, 780.0, 7.0, &["IBAN DE02 1203 0000 0000 2020 51", "USt-IdNr. DE123456789", "HRB 12345"]);
    Paper {
        style: "german shop",
        pdf: pdf(&[sheet]),
        header: ["Birkenfeld Haustechnik GmbH", "RE-2019-4711", "2019-02-04", "EUR", "3232.04"],
        lines: &["2499.00", "217.00"],
    }
}

/// Two totals (with and without tax) and a payment term.
fn dutch_office() -> Paper {
    let sheet = Sheet::default()
        .bold(400.0, 60.0, 11.0, "Lindehof Kantoor B.V.")
        .block(400.0, 74.0, 9.0, &["Kerkstraat 10", "3511 AB Utrecht", "KvK 12345678", "BTW NL001234567B01"])
        .block(50.0, 130.0, 10.0, &["Studio Voorbeeld", "Havenweg 2", "1011 AC Amsterdam"])
        .bold(50.0, 200.0, 16.0, "FACTUUR")
        .row(222.0, 9.0, &[(50.0, "Factuurnummer"), (150.0, "2017.0342")])
        .row(235.0, 9.0, &[(50.0, "Factuurdatum"), (150.0, "12-05-2017")])
        .row(248.0, 9.0, &[(50.0, "Vervaldatum"), (150.0, "11-06-2017")])
        .row(280.0, 9.0, &[(50.0, "Omschrijving"), (300.0, "Aantal"), (370.0, "Prijs"), (430.0, "BTW"), (500.0, "Bedrag")])
        .row(296.0, 9.0, &[(50.0, "Papier A4 80 grams"), (300.0, "20"), (370.0, "€ 4,95"), (430.0, "21%"), (500.0, "€ 99,00")])
        .row(310.0, 9.0, &[(50.0, "Ordners blauw"), (300.0, "12"), (370.0, "€ 2,50"), (430.0, "21%"), (500.0, "€ 30,00")])
        .row(350.0, 9.0, &[(370.0, "Totaal excl. BTW"), (500.0, "€ 129,00")])
        .row(363.0, 9.0, &[(370.0, "BTW 21%"), (500.0, "€ 27,09")])
        .row(376.0, 9.0, &[(370.0, "Totaal incl. BTW"), (500.0, "€ 156,09")])
        .text(50.0, 420.0, 9.0, "Wij verzoeken u het totaalbedrag binnen 30 dagen over te maken.");
    Paper {
        style: "dutch office",
        pdf: pdf(&[sheet]),
        header: ["Lindehof Kantoor B.V.", "2017.0342", "2017-05-12", "EUR", "156.09"],
        lines: &["99.00", "30.00"],
    }
}

/// Headings above their values in boxes, the total at the bottom right below its label.
fn italian_goods() -> Paper {
    let sheet = Sheet::default()
        .bold(40.0, 60.0, 14.0, "Officine Bianchi S.r.l.")
        .block(40.0, 76.0, 8.0, &["Via Roma 1 - 20100 Milano (MI)", "P.IVA 01234567890 - www.officinebianchi.it"])
        .text(330.0, 110.0, 8.0, "Spett.le")
        .block(330.0, 122.0, 9.0, &["Rossi Costruzioni S.p.A.", "Corso Italia 20", "10100 Torino"])
        .row(190.0, 8.0, &[(40.0, "Tipo documento"), (150.0, "Numero documento"), (270.0, "Data documento"), (380.0, "Codice cliente")])
        .row(202.0, 9.0, &[(40.0, "FATTURA"), (150.0, "1234/A"), (270.0, "15/09/2016"), (380.0, "00567")])
        .row(240.0, 8.0, &[(40.0, "Codice"), (100.0, "Descrizione"), (320.0, "Q.tà"), (370.0, "Prezzo unitario"), (460.0, "Importo"), (520.0, "IVA")])
        .row(256.0, 8.0, &[(40.0, "A100"), (100.0, "Cerniera ottone"), (320.0, "100"), (380.0, "1,250"), (460.0, "125,00"), (520.0, "22")])
        .row(268.0, 8.0, &[(40.0, "B200"), (100.0, "Maniglia cromata"), (320.0, "10"), (380.0, "8,500"), (460.0, "85,00"), (520.0, "22")])
        .row(700.0, 8.0, &[(40.0, "Totale imponibile"), (170.0, "Totale IVA"), (430.0, "TOTALE FATTURA")])
        .row(712.0, 9.0, &[(40.0, "210,00"), (170.0, "46,20"), (430.0, "€ 256,20")])
        .row(740.0, 8.0, &[(40.0, "Scadenza"), (170.0, "Pagamento")])
        .row(752.0, 9.0, &[(40.0, "15/10/2016"), (170.0, "Bonifico bancario")]);
    Paper {
        style: "italian goods",
        pdf: pdf(&[sheet]),
        header: ["Officine Bianchi S.r.l.", "1234/A", "2016-09-15", "EUR", "256.20"],
        lines: &["125.00", "85.00"],
    }
}

/// Names in full words, a retention that makes what is due differ from the total.
fn spanish_services() -> Paper {
    let sheet = Sheet::default()
        .bold(50.0, 60.0, 13.0, "Gestoría del Mar, S.L.")
        .block(50.0, 76.0, 9.0, &["Calle Mayor 5, 28013 Madrid", "CIF B12345678"])
        .row(120.0, 10.0, &[(50.0, "Factura nº: F-2020/15"), (350.0, "Fecha: 5 de mayo de 2020")])
        .text(50.0, 150.0, 9.0, "Cliente: Talleres Ejemplo S.A.")
        .row(190.0, 9.0, &[(50.0, "Concepto"), (330.0, "Cantidad"), (400.0, "Precio"), (490.0, "Importe")])
        .row(206.0, 9.0, &[(50.0, "Asesoría fiscal mensual"), (340.0, "1"), (400.0, "300,00 €"), (490.0, "300,00 €")])
        .row(250.0, 9.0, &[(400.0, "Base imponible"), (490.0, "300,00 €")])
        .row(263.0, 9.0, &[(400.0, "IVA 21%"), (490.0, "63,00 €")])
        .row(276.0, 9.0, &[(400.0, "Total factura"), (490.0, "363,00 €")]);
    Paper {
        style: "spanish services",
        pdf: pdf(&[sheet]),
        header: ["Gestoría del Mar, S.L.", "F-2020/15", "2020-05-05", "EUR", "363.00"],
        lines: &["300.00"],
    }
}

/// Two prices per unit, headings on two lines, two dates behind one label.
fn market_place() -> Paper {
    let sheet = Sheet::default()
        .bold(360.0, 60.0, 16.0, "Rechnung")
        .row(80.0, 9.0, &[(360.0, "Zahlbetrag 23,99 €")])
        .row(93.0, 9.0, &[(360.0, "Rechnungsnummer INV-DE-1234-7788")])
        .row(106.0, 9.0, &[(360.0, "Rechnungsdatum/Lieferdatum 20 Mai 2014")])
        .text(40.0, 130.0, 9.0, "Verkauft von Nordlicht EU S.à r.l.")
        .text(40.0, 142.0, 9.0, "USt-IDNr. DE814584193")
        .row(180.0, 9.0, &[(40.0, "Rechnungsadresse"), (220.0, "Lieferadresse"), (400.0, "Bestellinformationen")])
        .row(193.0, 9.0, &[(40.0, "Erika Muster"), (220.0, "Erika Muster"), (400.0, "Bestelldatum 18 Mai 2014")])
        .row(206.0, 9.0, &[(40.0, "Hauptstr. 1"), (220.0, "Hauptstr. 1"), (400.0, "Bestellnummer 302-8765432-1234567")])
        .row(250.0, 8.0, &[(40.0, "Beschreibung"), (270.0, "Menge"), (315.0, "Stückpreis"), (380.0, "USt. %"), (430.0, "Stückpreis"), (500.0, "Zwischensumme")])
        .row(260.0, 8.0, &[(315.0, "(ohne USt.)"), (430.0, "(inkl. USt.)"), (500.0, "(inkl. USt.)")])
        .row(280.0, 8.0, &[(40.0, "USB-Ladegerät 4 Port"), (280.0, "1"), (315.0, "16,80 €"), (380.0, "19 %"), (430.0, "19,99 €"), (500.0, "19,99 €")])
        .row(290.0, 8.0, &[(40.0, "ASIN: B00XXXXXXX")])
        .row(310.0, 8.0, &[(40.0, "Versandkosten"), (315.0, "3,36 €"), (380.0, "19 %"), (430.0, "4,00 €"), (500.0, "4,00 €")])
        .bold(400.0, 340.0, 9.0, "Gesamtpreis")
        .bold_right(540.0, 340.0, 9.0, "23,99 €")
        .row(370.0, 8.0, &[(300.0, "USt. %"), (380.0, "Zwischensumme (ohne USt.)"), (500.0, "USt.")])
        .row(382.0, 8.0, &[(300.0, "19 %"), (380.0, "20,16 €"), (500.0, "3,83 €")])
        .text(40.0, 790.0, 7.0, "Nordlicht EU S.à r.l., 5 Rue Plaetis, L-2338 Luxemburg - Stammkapital: 37500 EUR");
    Paper {
        style: "market place",
        pdf: pdf(&[sheet]),
        header: ["Nordlicht EU S.à r.l.", "INV-DE-1234-7788", "2014-05-20", "EUR", "23.99"],
        lines: &["19.99", "4.00"],
    }
}

/// Time and rates, an amount due with its currency in parentheses.
fn british_consultant() -> Paper {
    let sheet = Sheet::default()
        .bold(50.0, 60.0, 18.0, "Hawthorn & Vale LLP")
        .block(50.0, 78.0, 9.0, &["20 Old Street, London EC1V 9AB", "VAT Registration No: GB 987 6543 21"])
        .bold(430.0, 60.0, 18.0, "VAT INVOICE")
        .row(120.0, 9.0, &[(50.0, "To:"), (330.0, "Invoice No:"), (430.0, "HV1042")])
        .row(133.0, 9.0, &[(50.0, "Brightwater Group PLC"), (330.0, "Date of issue:"), (430.0, "9th January 2018")])
        .row(146.0, 9.0, &[(50.0, "1 Dock Road, Leeds"), (330.0, "Payment due:"), (430.0, "8th February 2018")])
        .row(190.0, 9.0, &[(50.0, "Details"), (320.0, "Hours"), (400.0, "Rate"), (480.0, "Total")])
        .row(206.0, 9.0, &[(50.0, "Contract review"), (320.0, "12.5"), (400.0, "£180.00"), (480.0, "£2,250.00")])
        .row(219.0, 9.0, &[(50.0, "Meetings"), (320.0, "3"), (400.0, "£180.00"), (480.0, "£540.00")])
        .row(260.0, 9.0, &[(400.0, "Sub Total"), (480.0, "£2,790.00")])
        .row(273.0, 9.0, &[(400.0, "VAT @ 20%"), (480.0, "£558.00")])
        .row(286.0, 9.0, &[(380.0, "Amount Due (GBP)"), (480.0, "£3,348.00")]);
    Paper {
        style: "british consultant",
        pdf: pdf(&[sheet]),
        header: ["Hawthorn & Vale LLP", "HV1042", "2018-01-09", "GBP", "3348.00"],
        lines: &["2250.00", "540.00"],
    }
}

/// Apostrophes in thousands, the currency only as a code beside the total.
fn swiss_craft() -> Paper {
    let sheet = Sheet::default()
        .bold(60.0, 70.0, 12.0, "Holzbau Gipfel AG")
        .block(60.0, 84.0, 9.0, &["Dorfstrasse 8", "7000 Chur", "info@holzbau-gipfel.ch"])
        .text(60.0, 190.0, 9.0, "Chur, 3. März 2021")
        .bold(60.0, 220.0, 13.0, "Rechnung Nr. 21-0098")
        .row(250.0, 9.0, &[(60.0, "Beschreibung"), (300.0, "Anzahl"), (380.0, "Preis"), (480.0, "Betrag")])
        .row(266.0, 9.0, &[(60.0, "Dachstuhl Lärche"), (300.0, "1"), (380.0, "12'400.00"), (480.0, "12'400.00")])
        .row(279.0, 9.0, &[(60.0, "Transport"), (300.0, "2"), (380.0, "175.50"), (480.0, "351.00")])
        .row(310.0, 9.0, &[(380.0, "Zwischentotal"), (480.0, "12'751.00")])
        .row(323.0, 9.0, &[(380.0, "MWST 7.7%"), (480.0, "981.85")])
        .row(336.0, 9.0, &[(380.0, "Total CHF"), (480.0, "13'732.85")])
        .text(60.0, 380.0, 9.0, "Zahlbar innert 30 Tagen.");
    Paper {
        style: "swiss craft",
        pdf: pdf(&[sheet]),
        header: ["Holzbau Gipfel AG", "21-0098", "2021-03-03", "CHF", "13732.85"],
        lines: &["12400.00", "351.00"],
    }
}

/// Several labels in one row with all values in the next, among them numbers of other things.
fn column_labels() -> Paper {
    let sheet = Sheet::default()
        .bold(50.0, 60.0, 14.0, "Delta Print Inc.")
        .text(50.0, 76.0, 9.0, "500 Market Street, San Francisco, CA 94105 - deltaprint.com")
        .row(130.0, 8.0, &[(50.0, "Customer No."), (150.0, "Invoice No."), (250.0, "Invoice Date"), (350.0, "PO Number"), (450.0, "Balance Due")])
        .row(142.0, 9.0, &[(50.0, "C-7781"), (150.0, "900412"), (250.0, "Jul 3, 2019"), (350.0, "4500012"), (450.0, "$1,080.00")])
        .row(180.0, 8.0, &[(50.0, "Item"), (320.0, "Qty"), (400.0, "Price"), (500.0, "Ext. Price")])
        .row(194.0, 9.0, &[(50.0, "Brochure, 8 pages"), (320.0, "500"), (400.0, "$1.60"), (500.0, "$800.00")])
        .row(207.0, 9.0, &[(50.0, "Poster A2"), (320.0, "100"), (400.0, "$2.00"), (500.0, "$200.00")])
        .row(250.0, 9.0, &[(400.0, "Subtotal"), (500.0, "$1,000.00")])
        .row(263.0, 9.0, &[(400.0, "Sales Tax (8%)"), (500.0, "$80.00")])
        .row(276.0, 9.0, &[(400.0, "Total"), (500.0, "$1,080.00")]);
    Paper {
        style: "labels in a row",
        pdf: pdf(&[sheet]),
        header: ["Delta Print Inc.", "900412", "2019-07-03", "USD", "1080.00"],
        lines: &["800.00", "200.00"],
    }
}

/// Spaces in thousands, a reference number for payment beside the invoice number.
fn swedish() -> Paper {
    let sheet = Sheet::default()
        .bold(50.0, 60.0, 14.0, "Björklund Data AB")
        .row(80.0, 9.0, &[(330.0, "Fakturanummer"), (450.0, "88012")])
        .row(93.0, 9.0, &[(330.0, "Fakturadatum"), (450.0, "2022-11-30")])
        .row(106.0, 9.0, &[(330.0, "Förfallodatum"), (450.0, "2022-12-30")])
        .row(119.0, 9.0, &[(330.0, "OCR-nummer"), (450.0, "8801243")])
        .row(160.0, 9.0, &[(50.0, "Beskrivning"), (300.0, "Antal"), (380.0, "À-pris"), (480.0, "Belopp")])
        .row(176.0, 9.0, &[(50.0, "Serverdrift november"), (300.0, "1"), (380.0, "12 500,00"), (480.0, "12 500,00")])
        .row(220.0, 9.0, &[(380.0, "Netto"), (480.0, "12 500,00")])
        .row(233.0, 9.0, &[(380.0, "Moms 25%"), (480.0, "3 125,00")])
        .row(246.0, 9.0, &[(380.0, "Att betala"), (450.0, "SEK"), (480.0, "15 625,00")]);
    Paper {
        style: "swedish",
        pdf: pdf(&[sheet]),
        header: ["Björklund Data AB", "88012", "2022-11-30", "SEK", "15625.00"],
        lines: &["12500.00"],
    }
}

/// No table at all: a letter with one amount in a sentence of totals.
fn letter() -> Paper {
    let sheet = Sheet::default()
        .bold(60.0, 60.0, 18.0, "Orchard Translations")
        .block(60.0, 76.0, 9.0, &["hello@orchardtranslations.com", "14 Quay Street, Galway, Ireland"])
        .text(60.0, 140.0, 10.0, "Invoice 2016-031")
        .text(60.0, 156.0, 10.0, "Date: 14 October 2016")
        .block(60.0, 190.0, 10.0, &["Translation of user manual (4,200 words)", "as agreed by mail."])
        .text(60.0, 240.0, 10.0, "Total amount due: EUR 504.00")
        .text(60.0, 270.0, 10.0, "Payable within 14 days to IBAN IE29 AIBK 9311 5212 3456 78.");
    Paper {
        style: "letter",
        pdf: pdf(&[sheet]),
        header: ["Orchard Translations", "2016-031", "2016-10-14", "EUR", "504.00"],
        lines: &[],
    }
}

/// Negative amounts.
fn credit_note() -> Paper {
    let sheet = Sheet::default()
        .bold(60.0, 60.0, 12.0, "Kestrel Components Ltd.")
        .text(60.0, 74.0, 9.0, "Company No. 0123456 VAT No. GB111222333")
        .bold(400.0, 60.0, 14.0, "Credit Note")
        .row(110.0, 9.0, &[(60.0, "Credit Note No."), (160.0, "CN-559")])
        .row(123.0, 9.0, &[(60.0, "Date"), (160.0, "02/04/2020")])
        .row(160.0, 9.0, &[(60.0, "Description"), (320.0, "Qty"), (400.0, "Unit Price"), (490.0, "Amount")])
        .row(176.0, 9.0, &[(60.0, "Bearing 6204 returned"), (320.0, "-10"), (400.0, "£3.20"), (490.0, "-£32.00")])
        .row(210.0, 9.0, &[(400.0, "Net"), (490.0, "-£32.00")])
        .row(223.0, 9.0, &[(400.0, "VAT 20%"), (490.0, "-£6.40")])
        .row(236.0, 9.0, &[(400.0, "Total"), (490.0, "-£38.40")]);
    Paper {
        style: "credit note",
        pdf: pdf(&[sheet]),
        header: ["Kestrel Components Ltd.", "CN-559", "2020-04-02", "GBP", "-38.40"],
        lines: &["-32.00"],
    }
}

/// Net, tax and total as the columns of a small table at the end.
fn belgian_table_totals() -> Paper {
    let sheet = Sheet::default()
        .bold(50.0, 60.0, 13.0, "Atelier Presse SPRL")
        .block(50.0, 75.0, 8.0, &["Avenue Louise 1, 1050 Bruxelles", "TVA BE 0123.456.789", "www.atelierpresse.be"])
        .row(120.0, 9.0, &[(50.0, "Numéro de facture :"), (160.0, "FA1506-0023")])
        .row(133.0, 9.0, &[(50.0, "Date de facturation :"), (160.0, "15/06/2015")])
        .row(146.0, 9.0, &[(50.0, "Date d’échéance :"), (160.0, "15/07/2015")])
        .text(330.0, 120.0, 9.0, "Adressé à :")
        .block(330.0, 132.0, 9.0, &["Imprimerie du Lac SA", "Rue Basse 2", "4000 Liège"])
        .row(200.0, 9.0, &[(50.0, "Désignation"), (310.0, "TVA"), (350.0, "P.U. HT"), (430.0, "Qté"), (490.0, "Total HT")])
        .row(216.0, 9.0, &[(50.0, "Mise en page brochure"), (310.0, "21%"), (350.0, "450,00"), (430.0, "1"), (490.0, "450,00")])
        .row(229.0, 9.0, &[(50.0, "Corrections"), (310.0, "21%"), (350.0, "35,00"), (430.0, "4"), (490.0, "140,00")])
        .row(300.0, 9.0, &[(300.0, "Total HT"), (380.0, "Total TVA"), (470.0, "Total TTC")])
        .row(314.0, 9.0, &[(300.0, "590,00 €"), (380.0, "123,90 €"), (470.0, "713,90 €")]);
    Paper {
        style: "belgian totals in columns",
        pdf: pdf(&[sheet]),
        header: ["Atelier Presse SPRL", "FA1506-0023", "2015-06-15", "EUR", "713.90"],
        lines: &["450.00", "140.00"],
    }
}
