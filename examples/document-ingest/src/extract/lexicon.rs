//! The words by which invoices name their parts, in several languages.
//!
//! Phrases are written folded (see [`super::fold`]). The longest phrase that
//! matches at a place wins, so that `due date` is not taken for `date` nor
//! `total excl vat` for `total`. Phrases are of the trade, never of one issuer.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::Token;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The number of the invoice.
    Number,
    /// The title of the paper, which its number may follow: `Invoice 2024-001`.
    Title,
    /// The number of an order or a booking: second best.
    OtherNumber,
    /// The date of the invoice.
    Date,
    /// A date, not said which.
    PlainDate,
    /// The date of something else, such as payment or delivery.
    OtherDate,
    /// The total including tax.
    Gross,
    /// What is to be paid.
    Due,
    /// A total, not said which.
    Total,
    /// The total before tax.
    Net,
    /// The tax.
    Tax,
    /// An amount that is neither: paid, discount, carried forward.
    Aside,
    /// Who sells.
    Seller,
    /// Who buys, or where the goods go.
    Buyer,
    /// Anything else with a value of its own, such as a customer number.
    Other,
}

/// What a column of a table of items holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// What was sold.
    Description,
    /// How much of it.
    Quantity,
    /// The price of one.
    UnitPrice,
    /// The price of the row.
    Amount,
    /// A tax rate, a discount, a position, an article code, a unit, a date.
    Other,
}

/// The phrases of each kind, separated by `|`.
const FIELDS: &[(Kind, &str)] = &[
    (
        Kind::Number,
        "invoice number|invoice no|invoice nr|invoice num|invoice #|invoice id|invoice ref|invoice reference|inv no|inv #|inv number|invoice receipt number|tax invoice no|tax invoice number|tax invoice #|vat invoice number|bill number|bill no|bill #|receipt number|receipt no|receipt #|document number|document no|statement number|credit note number|credit note no|our invoice no|number of invoice|invoice code\
         |rechnungsnummer|rechnungsnr|rechnungs nr|rechnungs nummer|rechnung nr|rechnung no|rechnung nummer|rechnungs no|re nr|rg nr|belegnummer|belegnr|beleg nr|rechnungskennung|rechnungsnummern|gutschriftsnummer|gutschrift nr|rechnung #\
         |factuurnummer|factuurnr|factuur nr|factuur nummer|factuur no|factuur #|notanummer|documentnummer\
         |numero de facture|numero facture|no de facture|no facture|facture no|facture numero|facture #|facture n|num facture|n facture|n de facture|no de la facture|numero de la facture|reference facture|reference de la facture|ref facture|numero de document|facture nr\
         |numero de factura|numero factura|no de factura|no factura|factura no|factura numero|factura num|factura n|num factura|n factura|n de factura|nro factura|factura nro|factura #\
         |numero fattura|fattura numero|fattura no|fattura nr|fattura n|no fattura|n fattura|num fattura|nr fattura|numero documento|documento n|documento no|numero della fattura|fattura #\
         |numero da fatura|fatura no|fatura numero|numero fatura|fatura n|fakturanummer|fakturanr|faktura nr|faktura no|faktura numer|numer faktury|faktura vat nr|fakturnummer|cislo faktury|faktura c|faktura cislo|laskun numero|laskunumero|factura fiscala nr|szamlaszam|szamla sorszama",
    ),
    (
        Kind::Title,
        "invoice|tax invoice|vat invoice|commercial invoice|proforma invoice|credit memo|avoir|rechnungskorrektur|credit invoice|note de credit|nota de credito|nota di credito|creditnota|kreditnota|kreditfaktura|receipt|rechnung|factuur|facture|factura|fattura|fatura|faktura|credit note|gutschrift|bill",
    ),
    (
        Kind::OtherNumber,
        "order number|order no|order id|order #|order nr|booking id|booking number|booking no|booking reference|reservation number|confirmation number|transaction id|reference number|reference no|reference|ref no|our reference|our ref\
         |bestellnummer|bestellnr|bestell nr|auftragsnummer|auftragsnr|auftrags nr|auftrag nr|buchungsnummer|vorgangsnummer|ordernummer|bestelnummer|boekingsnummer|referentie\
         |numero de commande|no de commande|commande no|commande n|no commande|numero commande|numero de pedido|pedido no|pedido n|numero ordine|ordine no|ordine n|ordernr|bestallningsnummer",
    ),
    (
        Kind::Date,
        "invoice date|date of invoice|invoice issue date|issue date|date of issue|issued on|date issued|invoiced on|bill date|billing date|date of bill|receipt date|invoice dated|tax date|tax point|document date|date of receipt\
         |rechnungsdatum|rechnungs datum|datum der rechnung|rechnung vom|ausstellungsdatum|belegdatum|ausgestellt am|rechnungsdatum lieferdatum|rechnungstag\
         |factuurdatum|factuur datum|datum factuur|date de facture|date facture|date de facturation|date de la facture|facture du|date d emission|date emission|emise le|facture emise le|emis le\
         |fecha de factura|fecha factura|fecha de emision|fecha emision|fecha de la factura|fecha de expedicion|data fattura|data della fattura|data documento|data di emissione|data emissione|fattura del|data da fatura|data de emissao\
         |fakturadatum|fakturadato|faktureringsdatum|data wystawienia|datum vystaveni|laskun paivays|laskun paivaemaeaerae|szamla kelte|data facturii",
    ),
    (Kind::PlainDate, "date|dated|datum|fecha|data|dato|le|du|del|den|vom|paivays|dt"),
    (
        Kind::OtherDate,
        "due date|date due|payment due|due on|due by|payment date|date of payment|pay by|delivery date|date of delivery|shipping date|ship date|shipped on|order date|date of order|ordered on|booking date|print date|printed on|expiry date|valid until|service date|date of supply|supply date|period|billing period|service period|invoice period|check in|check out|print date|date of birth|start date|end date|from date|to date|transaction date|due\
         |faelligkeitsdatum|faelligkeit|faellig am|faellig|zahlbar bis|zahlungsziel|lieferdatum|liefertermin|leistungsdatum|leistungszeitraum|bestelldatum|auftragsdatum|bestellt am|druckdatum|abrechnungszeitraum|zeitraum|versanddatum|buchungsdatum|geburtsdatum|datum der lieferung|valuta\
         |vervaldatum|orderdatum|besteldatum|leverdatum|betaaldatum|periode|datum levering|te betalen voor|uiterste betaaldatum\
         |date d echeance|date echeance|echeance|a payer avant|date limite|date limite de paiement|date de livraison|date de commande|date commande|commande du|date de paiement|date de prelevement|prelevement le|preleve le|date d impression|periode du|date de naissance|date d expedition|livre le\
         |fecha de vencimiento|vencimiento|fecha vencimiento|fecha de entrega|fecha de pedido|fecha pedido|fecha de pago|periodo|scadenza|data scadenza|data di scadenza|data consegna|data ordine|data di consegna|ordine del|data de vencimento|vencimento|foerfallodatum|forfallsdato|forfaldsdato|termin platnosci|data sprzedazy|datum splatnosti|eraepaeivae",
    ),
    (
        Kind::Gross,
        "grand total|total amount|invoice total|total invoice|total invoice amount|invoice amount|total for this invoice|total of invoice|gross total|total gross|gross amount|total incl vat|total inc vat|total including vat|total including tax|total incl tax|total inc tax|total inc gst|total incl gst|total including gst|total with tax|total with vat|total tax inclusive|order total|total price|total charges|total value|total invoice value|amount incl vat|amount including vat|overall total|final total|total cost|total charge\
         |gesamtbetrag|rechnungsbetrag|gesamtsumme|endbetrag|bruttobetrag|gesamtbetrag brutto|gesamt brutto|summe brutto|brutto|bruttosumme|gesamtbetrag inkl mwst|gesamt inkl mwst|summe inkl mwst|rechnungssumme brutto|total inkl mwst|betrag inkl mwst|rechnungssumme|gesamtpreis|gesamtkosten|rechnungsendbetrag|rechnungsgesamtbetrag|endsumme|gesamtbetrag eur|rechnungstotal|total brutto|gesamtrechnungsbetrag\
         |totaalbedrag|totaal incl btw|totaal inclusief btw|totaal incl|factuurbedrag|factuurtotaal|eindtotaal|eindbedrag|bedrag incl btw|totaal factuur|totaal bedrag|totaal generaal\
         |total ttc|montant ttc|total general|montant total|montant total ttc|total toutes taxes comprises|total facture|total de la facture|total facture ttc|total de la facture ttc|montant de la facture|montant facture|montant de votre facture|montant total de la facture|prix total ttc|prix ttc|total tva incluse|total tvac|ttc\
         |importe total|total factura|total iva incluido|total con iva|importe total factura|total con impuestos|total general eur|total importe\
         |totale fattura|totale documento|importo totale|totale complessivo|totale ivato|totale iva inclusa|totale generale|totale della fattura|totale euro|importo fattura|totale con iva|totale documento eur|valor total|total da fatura|total com iva|suma brutto|wartosc brutto|razem brutto|celkem s dph|loppusumma|brutto osszesen|total inkl moms|belop inkl mva",
    ),
    (
        Kind::Due,
        "due payable|payable|zu zahlender beitrag|total amount due|amount due|total due|balance due|total payable|amount payable|net payable|total amount payable|total to pay|amount to pay|to pay|please pay|pay this amount|total balance due|net amount payable|amount due on|total amount due on|payable amount|due amount|total amount to pay|total outstanding\
         |zu zahlen|zu zahlender betrag|zahlbetrag|zahlungsbetrag|zu zahlen eur|zu bezahlen|noch zu zahlen|offener betrag|faelliger betrag|zahlbetrag eur|zu ueberweisen|bitte ueberweisen|abbuchungsbetrag|zu begleichen\
         |te betalen|totaal te betalen|te betalen bedrag|nog te betalen|te voldoen|openstaand bedrag|verschuldigd bedrag|totaal te voldoen\
         |net a payer|montant a payer|somme a payer|total a payer|reste a payer|a payer|montant net a payer|net a payer ttc|solde a payer|montant preleve|montant du|total du|net a payer eur|net a payer en euros\
         |total a pagar|importe a pagar|liquido a pagar|totale da pagare|netto a pagare|totale a pagare|da pagare|importo da pagare|netto da pagare|saldo fattura|valor a pagar|att betala|summa att betala|belopp att betala|at betale|a betale|belop a betale|do zaplaty|k uhrade|celkem k uhrade|maksettava|maksettava yhteensae|fizetendo",
    ),
    (
        Kind::Total,
        "total|totaal|gesamt|summe|totale|totali|totaux|totals|total eur|total usd|total gbp|total chf|total inr|total euro|total euros|total in eur|total in usd|summe eur|gesamt eur|insgesamt|i alt|totalt|razem|yhteensae|celkem|osszesen|suma|total general amount|total rs",
    ),
    (
        Kind::Net,
        "subtotal|sub total|net total|total net|net amount|total net amount|total excl vat|total ex vat|total excluding vat|total excl tax|total excluding tax|total before tax|amount before tax|untaxed amount|taxable amount|taxable value|total taxable value|total taxable amount|net value|goods total|items total|item total|total items|total without vat|total without tax|amount excl vat|net|net price|total ex tax|total ex gst|total excl gst|merchandise total|items subtotal|item subtotal|item s subtotal\
         |zwischensumme|nettobetrag|netto|summe netto|gesamt netto|gesamtbetrag netto|nettosumme|total netto|gesamt exkl mwst|total exkl mwst|summe ohne mwst|warenwert|nettowert|netto betrag|gesamtnetto|summe positionen|positionssumme|positions summe|rechnungssumme netto|rechnungssumme ohne ust|warenwert netto\
         |subtotaal|totaal excl btw|totaal exclusief btw|totaal excl|exclusief btw|excl btw|bedrag excl btw|netto bedrag|nettobedrag\
         |sous total|total ht|montant ht|total hors taxe|total hors taxes|total hors tva|total net ht|montant total ht|total h t|base ht|net ht|montant net ht|total htva|sous total ht\
         |base imponible|importe neto|total neto|suma importes|imponibile|totale imponibile|totale netto|totale merce|importo netto|totale imposte escluse|subtotale|totale netto merce|total iliquido|incidencia|wartosc netto|razem netto|netto osszesen|delsumma|zaklad dph",
    ),
    (
        Kind::Tax,
        "vat|tax|sales tax|total tax|total vat|tax amount|vat amount|gst|hst|pst|igst|cgst|sgst|total gst|total taxes|taxes|service tax|vat total|tax total|total tax amount\
         |mwst|mehrwertsteuer|ust|umsatzsteuer|zzgl mwst|zzgl ust|mwst betrag|ust betrag|gesamt mwst|summe mwst|total mwst|enthaltene mwst|enthaltene ust|inkl mwst|zzgl umsatzsteuer|zzgl mehrwertsteuer|steuerbetrag|steuer|gesamtsteuer|steuern\
         |btw|btw bedrag|totaal btw|tva|total tva|montant tva|dont tva|montant de la tva|total taxes|iva|total iva|cuota iva|importe iva|totale iva|totale imposta|imposta|moms|mva|dph|alv|pdv|kwota vat|afa",
    ),
    (
        Kind::Aside,
        "paid|amount paid|total paid|already paid|payment received|payments received|deposit|prepaid|down payment|discount|total discount|discounts|shipping|shipping charges|shipping and handling|postage|delivery|rounding|round off|credit|credits|total credits|carried forward|brought forward|page total|previous balance|opening balance|balance|total savings|you save|total qty|total quantity|total pages|total hours|total weight|total units|total nights|total number|total number of items|total no|total usage|total vat rate|cash|change|gift card|promotion|promotions|total before discount|charges\
         |angezahlt|anzahlung|bereits bezahlt|gezahlt|gegeben|rueckgeld|rabatt|skonto|versandkosten|versand|uebertrag|zwischenuebertrag|seitensumme|gutschein|gutschriftbetrag|restbetrag|summe rabatt|summe menge|porto|betrag dankend erhalten|rundung\
         |betaald|reeds betaald|aanbetaling|korting|verzendkosten|transport|acompte|acomptes|deja paye|deja regle|remise|frais de port|report|a reporter|total remise|solde precedent|solde anterieur|nombre total|anticipo|descuento|descuentos|gastos de envio|pagado|sconto|sconti|spese di spedizione|spese|acconto|trasporto|totale sconto|bollo|zaliczka|zaplacono|frakt",
    ),
    (
        Kind::Seller,
        "sold by|seller|rechnungsersteller|rechnungsaussteller|ausgestellt von|seller details|vendor|vendor name|supplier|supplier name|supplier details|invoice from|bill from|billed by|issued by|service provider|merchant|company name|from|shipped from|payable to|remit to|remit payment to|make checks payable to|verkaeufer|verkauft von|verkauf durch|lieferant|rechnungssteller|rechnung von|leistungserbringer|aussteller|verkoper|verkocht door|leverancier|afzender|vendeur|vendu par|emetteur|fournisseur|prestataire|vendedor|vendido por|emisor|proveedor|venditore|venduto da|fornitore|cedente|mittente|emittente|sprzedawca|dodavatel|saeljare|leverantoer",
    ),
    (
        Kind::Buyer,
        "bill to|billed to|billing address|bill to address|invoice to|invoiced to|invoice address|ship to|shipped to|shipping address|deliver to|delivery address|sold to|customer|customer name|customer address|client|client name|buyer|buyer details|attn|attention|to|guest name|guest|recipient|consignee|account holder|prepared for|purchaser|billing to|details of receiver\
         |rechnung an|rechnungsempfaenger|rechnungsadresse|rechnungsanschrift|lieferadresse|lieferanschrift|empfaenger|kunde|kaeufer|an|auftraggeber|leistungsempfaenger|z hd|zu haenden|herr|frau|herrn\
         |factuur aan|factuuradres|afleveradres|bezorgadres|verzendadres|klant|koper|t a v|adresse de facturation|facture a|adresse de livraison|livre a|livraison|destinataire|acheteur|facturation|adresse facturation|m|mme|monsieur|madame\
         |facturar a|cliente|direccion de facturacion|direccion de envio|comprador|datos del cliente|enviar a|destinatario|spett le|spettabile|indirizzo di fatturazione|indirizzo di spedizione|indirizzo di consegna|fatturare a|acquirente|cessionario|luogo di consegna|destinazione|nabywca|odberatel|koepare|kund",
    ),
    (
        Kind::Other,
        "number|nummer|name|waehrung|rechnungswaehrung|devise|valuta code|anschrift|adresse|address|gln|globale nummer|numero|contact|kontakt|customer number|customer no|customer nr|customer id|customer #|customer ref|customer reference|client number|client no|client id|account number|account no|account #|account id|account|vat number|vat no|vat id|vat reg no|vat registration number|vat registration no|vat reg|vat rate|vat code|tax id|tax no|tax number|tax rate|tax registration number|gst no|gst number|gst registration no|gstin|gstin no|pan|pan no|cin|tin|ein|abn|company number|company no|registration number|registration no|phone|tel|telephone|fax|mobile|mobile no|email|e mail|website|web|page|iban|bic|swift|sort code|bank|bank name|ifsc code|ifsc|po number|po no|po #|po|purchase order|purchase order number|purchase order no|contract number|contract no|project number|project|delivery note|delivery note no|tracking number|terms|payment terms|payment method|payment mode|payment|currency|quote number|quotation no|serial number|serial no|rooms|time|credit card|card number|license number|cheque no|rate|hsn|hsn code|sac|state code|place of supply|salesperson|your ref|your reference|your order\
         |kundennummer|kundennr|kunden nr|kd nr|kundennummern|ihre kundennummer|ust id|ustid|ust idnr|ust id nr|ust idnr de|umsatzsteuer id|umsatzsteuer identifikationsnummer|umsatzsteuer idnr|steuernummer|steuer nr|st nr|mwst nr|mwst satz|ust satz|uid|uid nr|telefon|telefax|mobil|seite|konto|kontonr|kto nr|kto|kontonummer|blz|bank verbindung|bankverbindung|handelsregister|hrb|lieferscheinnummer|lieferschein nr|lieferschein|vertragsnummer|vertrag nr|projektnummer|sachbearbeiter|bearbeiter|ansprechpartner|ihr zeichen|unser zeichen|zahlungsart|zahlungsbedingungen|zahlungsform|referenz|artikelnummer|artikel nr|registergericht|geschaeftsfuehrer|vorstand\
         |klantnummer|klant nr|klantnr|btw nummer|btw nr|btw id|kvk|kvk nummer|kvk nr|telefoon|pagina|betreft|uw referentie|btw tarief|btw code|rekeningnummer|debiteurnummer|relatienummer|betaalwijze\
         |numero de client|no client|no de client|client no|numero client|code client|reference client|identifiant client|no tva|no de tva|tva intracommunautaire|no tva intracommunautaire|numero de tva|numero tva|taux tva|taux de tva|siret|siren|rcs|naf|ape|code naf|no siret|tel no|mode de paiement|mode de reglement|compte|numero de compte|no de compte|identifiant|votre reference|vos references|numero de telephone|no de telephone|numero de ligne|no de contrat|numero de contrat|ics|rum|code banque\
         |numero de cliente|no cliente|codigo cliente|n cliente|nif|cif|nif cif|dni|cif nif|telefono|forma de pago|cuenta|tipo iva|codice cliente|cod cliente|cod cl|partita iva|p iva|p i|c f|cod fisc|codice fiscale|codice destinatario|aliquota iva|aliquota|modalita di pagamento|pagamento|banca|nip|regon|ico|dic|organisationsnummer|org nr|orgnr|ocr|ocr nummer|kundnummer|y tunnus|contribuinte",
    ),
];

/// The headings of each column, separated by `|`.
const COLUMNS: &[(Column, &str)] = &[
    (
        Column::Description,
        "description|description of goods|description of goods and services|description of services|item description|product description|item|items|item name|product|products|product name|product title|article|articles|service|services|details|item details|particulars|title|activity|work|goods|line items|goods or services|service description|charge description|charges|summary\
         |bezeichnung|beschreibung|artikel|artikelbezeichnung|leistung|produkt|text|leistungsbeschreibung|position beschreibung|artikelbeschreibung|produktbeschreibung|warenbezeichnung|leistungen|dienstleistung|produktbezeichnung|bezeichnung der leistung|artikel bezeichnung|pos beschreibung\
         |omschrijving|product omschrijving|artikelomschrijving|designation|libelle|descriptif|prestation|prestations|produit|produits|designation des produits|nature|nature de la prestation|intitule|designation article|objet|detail|details de la facture\
         |descripcion|concepto|articulo|producto|detalle|servicio|descrizione|articolo|prodotto|descrizione prodotto|descrizione articolo|servizio|descrizione dei beni|descricao|designacao|artigo|beskrivning|beskrivelse|benaemning|tekst|opis|nazwa|nazwa towaru|popis|nazev|kuvaus|tuote|megnevezes",
    ),
    (
        Column::Quantity,
        "quantity|qty|qnty|quantities|hours|hrs|units|pcs|pieces|days|nights|count|no of units|qty hrs|qty ordered|qty shipped|shipped\
         |menge|anzahl|stueck|stk|std|stunden|tage|anz|aantal|uren|stuks|hoeveelheid|quantite|qte|qt|nb|nbre|nombre|heures|jours|quantite qte|cantidad|cant|cdad|uds|unidades|horas|quantita|qta|q ta|q t|qt a|ore|quantidade|qtd|antal|antall|ilosc|mnozstvi|maeaerae|mennyiseg",
    ),
    (
        Column::UnitPrice,
        "unit price|price per unit|price|rate|unit cost|price each|each|unit amount|unit rate|price unit|unit net price|net unit price|item price|cost|rate per unit|unit price excl vat|unit price ex vat|unit price incl vat|price excl vat|price ex vat|hourly rate|list price|net price|unit price usd|unit price eur\
         |einzelpreis|e preis|stueckpreis|preis|vk preis|preis pro einheit|preis einheit|preis stk|preis pro stueck|ep|einzel|einzelpreis netto|einzelpreis brutto|netto preis|einzel preis|einzelpreis eur|e preis eur|stundensatz|einheitspreis|stueckpreis ohne ust|stueckpreis inkl ust\
         |prijs per stuk|stukprijs|prijs|eenheidsprijs|tarief|prijs per eenheid|prijs excl btw|stukprijs excl btw|prix unitaire|pu|p u|pu ht|p u ht|prix unit|prix unitaire ht|prix unitaire ttc|prix|prix ht|prix u ht|prix u|pu ttc|p u ttc|tarif|tarif ht|prix unit ht\
         |precio|precio unitario|precio unidad|precio ud|p unitario|prezzo|prezzo unitario|prezzo unit|prezzo un|preco|preco unitario|preco unit|a pris|apris|enhetspris|stk pris|pris|cena|cena jednostkowa|cena netto|jednotkova cena|cena za mj|hinta|a hinta|yksikkoehinta|egysegar",
    ),
    (
        Column::Amount,
        "amount|total|line total|total price|net amount|gross amount|total amount|extended price|extended amount|ext price|ext amount|extension|subtotal|sub total|line amount|total net|total gross|value|net value|amount usd|amount eur|amount gbp|amount inr|total usd|total eur|total gbp|total inr|total rs|amount rs|net|net total|total excl vat|total incl vat|total ex vat|amount excl vat|total value|taxable value|total cost|charge|price total|entgelt|positionsbetrag|positions betrag|nettowert\
         |betrag|gesamt|gesamtpreis|summe|zeilenbetrag|g preis|gesamtbetrag|betrag eur|betrag netto|gesamt netto|gesamt eur|netto|nettobetrag|total netto|gesamtpreis netto|gesamtpreis eur|gp|g preis eur|zwischensumme|brutto|betrag in eur|summe netto|preis gesamt|positionspreis|wert\
         |prijs incl btw|bedrag|totaal|totaalprijs|totaal excl btw|totaal incl btw|totaal excl|bedrag excl btw|totaalbedrag|montant|montant ht|total ht|prix total|montant ttc|total ttc|montant net|total ligne|prix total ht|montant net ht|total h t|montant h t|montant hors taxe|total net ht|montant eur|prix total ttc|montant total\
         |importe|importe total|subtotal eur|importe eur|importe neto|importo|importo totale|prezzo totale|totale|imponibile|totale netto|importo netto|totale riga|prezzo tot|valor|valor total|belopp|beloeb|belob|belop|summa|sum|kwota|wartosc|wartosc netto|wartosc brutto|celkem|cena celkem|yhteensae|osszesen|netto ertek",
    ),
    (
        Column::Other,
        "vat|tax|taxes|vat rate|tax rate|vat amount|tax amount|vat %|gst|igst|cgst|sgst|tax type|hsn|hsn sac|hsn code|sac|gst rate|discount|disc|rebate|sku|code|item code|product code|item no|item number|article no|asin|upc|unit|uom|um|date|period|service period|pos|position|line|no|nr|sl no|s no|sr no|sn|sno|#|ref|reference|order|gross|serial no|project|weight|delivery date|from|to\
         |mwst|ust|mwst satz|ust satz|steuer|steuersatz|rabatt|einheit|me|artikelnummer|artikelnr|artikel nr|art nr|artnr|lfd nr|datum|zeitraum|pos nr|btw|btw tarief|btw bedrag|korting|eenheid|artikelnr|tva|taux tva|taux|taux de tva|montant tva|remise|rem|unite|code article|codigo|iva|tipo iva|dto|descuento|unidad|codice|codice articolo|aliquota|sconto|um|u m|aliq|data|fecha|moms|rabat|vat kwota|stawka vat|jm|dph|mj|sconti|lp|cod",
    ),
];

/// The meaning of phrases by their letters: spaces and hyphens do not matter, so
/// `Rechnungs-Nr.`, `Rechnungsnr` and `RECHNUNGS NR` are one phrase.
type Phrases<K> = HashMap<String, K>;

static FIELD_PHRASES: LazyLock<Phrases<Kind>> = LazyLock::new(|| phrases(FIELDS));
static COLUMN_PHRASES: LazyLock<Phrases<Column>> = LazyLock::new(|| phrases(COLUMNS));

/// A phrase has at most so many tokens; titles are sometimes set `I N V O I C E`.
const LONGEST: usize = 16;

/// The phrases of a table by their letters.
fn phrases<K: Copy>(table: &[(K, &'static str)]) -> Phrases<K> {
    let meanings = table.iter().flat_map(|(kind, list)| list.split('|').map(|phrase| (phrase, *kind)));
    meanings.map(|(phrase, kind)| (phrase.replace(' ', ""), kind)).collect()
}

/// The label that begins with the first of `tokens`: how many tokens it has and
/// what it announces.
pub(super) fn field_at(tokens: &[Token]) -> Option<(usize, Kind)> {
    let (length, kind) = longest(&FIELD_PHRASES, tokens).or_else(|| compound(tokens))?;
    Some((length, qualified(kind, &tokens[length..])))
}

/// The column heading that begins with the first of `tokens`.
pub(super) fn column_at(tokens: &[Token]) -> Option<(usize, Column)> {
    longest(&COLUMN_PHRASES, tokens)
}

/// The longest phrase at the beginning of `tokens`.
fn longest<K: Copy>(phrases: &Phrases<K>, tokens: &[Token]) -> Option<(usize, K)> {
    let mut letters = String::new();
    let mut found = None;
    for (token, length) in tokens.iter().take(LONGEST).zip(1..) {
        letters.push_str(&token.text);
        if let Some(kind) = phrases.get(&letters) {
            found = Some((length, *kind));
        }
    }
    found
}

/// Germanic languages build titles such as `Handelsrechnung` or `Slutfaktura`.
fn compound(tokens: &[Token]) -> Option<(usize, Kind)> {
    let first = tokens.first()?.text.as_str();
    let endings = ["rechnung", "faktura", "factuur", "gutschrift"];
    let title = endings.iter().any(|ending| first.len() > ending.len() + 2 && first.ends_with(ending));
    title.then_some((1, Kind::Title))
}

/// What a total is of: the words after it may say that it is before tax, or not
/// of the invoice at all.
fn qualified(kind: Kind, following: &[Token]) -> Kind {
    if !matches!(kind, Kind::Gross | Kind::Due | Kind::Total) {
        return kind;
    }
    let words = || following.iter().take(3).map(|token| token.text.as_str());
    if words().any(|word| BEFORE_TAX.contains(&word)) {
        Kind::Net
    } else if words().any(|word| NOT_OF_INVOICE.contains(&word)) {
        Kind::Aside
    } else {
        kind
    }
}

/// Words after a total that make it one before tax.
const BEFORE_TAX: &[&str] = &[
    "netto",
    "net",
    "excl",
    "exkl",
    "exclusief",
    "excluding",
    "exclusive",
    "ohne",
    "hors",
    "ht",
    "htva",
    "without",
    "before",
    "zzgl",
    "esclusa",
    "escluso",
    "sin",
    "neto",
    "imponibile",
    "untaxed",
    "taxable",
    "ex",
];
/// Words after a total that make it one of something else.
const NOT_OF_INVOICE: &[&str] = &[
    "zuschlaege",
    "abschlaege",
    "rabatte",
    "rabatt",
    "discount",
    "discounts",
    "savings",
    "saved",
    "paid",
    "bezahlt",
    "remise",
    "remises",
    "sconto",
    "descuento",
    "korting",
    "weight",
    "gewicht",
    "qty",
    "quantity",
    "hours",
    "items",
    "articles",
    "points",
    "anzahlungen",
    "versicherungsteuer",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fold::tokens;
    use crate::layout::Word;

    fn kind(text: &str) -> Option<Kind> {
        let words: Vec<Word> =
            text.split(' ').map(|text| Word { text: text.into(), ..Word::default() }).collect();
        field_at(&tokens(&words)).map(|(_, kind)| kind)
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(kind("Total excl. VAT"), Some(Kind::Net));
        assert_eq!(kind("Total TTC"), Some(Kind::Gross));
        assert_eq!(kind("Due date"), Some(Kind::OtherDate));
        assert_eq!(kind("Facture n° 12"), Some(Kind::Number));
        assert_eq!(kind("Fälligkeitsdatum"), Some(Kind::OtherDate));
        assert_eq!(kind("Montant à payer"), Some(Kind::Due));
    }

    #[test]
    fn every_phrase_is_written_folded_and_means_one_thing() {
        let mut seen: HashMap<&str, Kind> = HashMap::new();
        for (kind, list) in FIELDS {
            for phrase in list.split('|') {
                assert_eq!(super::super::fold::folded(phrase), phrase, "not folded");
                let before = seen.insert(phrase, *kind);
                assert!(before.is_none_or(|before| before == *kind), "{phrase} means two things");
            }
        }
    }
}
