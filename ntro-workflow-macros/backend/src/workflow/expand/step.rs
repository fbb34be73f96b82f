//! What the source says of a step and its gates: one entry of the table, of what was given only.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

use syn::Type;

use crate::answer::Answer;
use crate::crate_path::CratePath;
use crate::payload_type::PayloadTypes;
use crate::place::Place;
use crate::workflow::model::{Details, Gate, Step};

pub(super) fn definition(types: PayloadTypes<'_>, step: &Step) -> TokenStream {
    let Step { cfgs, name, title, icon, docs, details, gates, .. } = step;
    let krate = types.krate;
    let icon = icon.as_ref().map(|icon| quote!(.icon(#icon)));
    let docs = (!docs.is_empty()).then(|| quote!(.docs(#docs)));
    let (details, gates) = (given(details), declared(types, gates));
    quote! {
        #(#cfgs)*
        #krate::StepDefinition::new(#name, #title) #icon #docs #details #gates
    }
}

fn given(details: &Details) -> TokenStream {
    let Details { description, responsibility, timeout_seconds, component } = details;
    let description = description.as_ref().map(|text| quote!(.description(#text)));
    let responsibility = responsibility.as_ref().map(|text| quote!(.responsibility(#text)));
    let timeout = timeout_seconds.map(Literal::u64_unsuffixed).map(|count| quote!(.timeout_seconds(#count)));
    let component = component.as_ref().map(|name| quote!(.component(#name)));
    quote!(#description #responsibility #timeout #component)
}

fn declared(types: PayloadTypes<'_>, gates: &[Gate]) -> Option<TokenStream> {
    let shown = gates.iter().any(|gate| gate.payload.is_some());
    let gates: Vec<TokenStream> = gates.iter().map(|declared| gate(types, declared)).collect();
    // The trait through which a payload type that says nothing of edits says so.
    let krate = types.krate;
    let said = shown.then(|| quote!(use #krate::__private::SaysNothing as _;));
    (!gates.is_empty()).then(|| quote!(.gates(const { #said &[#(#gates),*] })))
}

/// What people may edit, if the type says it: an inherent constant where it does, which goes before the
/// one of the trait that every type has. The table of gates has that trait in scope.
fn edits(krate: &CratePath, payload: &Type) -> TokenStream {
    quote!(.edits(<#krate::__private::Said<#payload>>::EDITS))
}

fn gate(types: PayloadTypes<'_>, gate: &Gate) -> TokenStream {
    let Gate { name, payload, component, answers, .. } = gate;
    let krate = types.krate;
    let kind = match payload {
        None => quote!(#krate::GateDefinition::submission(#name)),
        Some(payload) => {
            // What cannot cross the wire is reported where the author names it.
            let (place, written) = (Place::of(payload), types.name(payload));
            let krate = krate.at(place);
            place.take(quote_spanned! {place.start()=>
                #krate::GateDefinition::review::<#payload>(#name, #written)
            })
        }
    };
    let component = component.as_ref().map(|name| quote!(.component(#name)));
    let narrowed = payload.is_some() && *answers != Answer::ALL;
    let answers = answers.iter().map(|answer| answer.variant());
    let answers = narrowed.then(|| quote!(.answers(&[#(#krate::Action::#answers),*])));
    let edits = payload.as_ref().map(|payload| edits(krate, payload));
    quote!(#kind #component #answers #edits)
}
