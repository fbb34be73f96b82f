//! Stage 4: the code. It is made of checked activities, so nothing in here can fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;

use crate::activities::model::{Activities, Activity};
use crate::crate_path::CratePath;
use crate::handle;
use crate::naming::{capitalized, words};
use crate::payload_type::{PayloadTypes, answered, sent};
use crate::place::Place;
use crate::types::without_self;

/// The author's impl first, then the typed handles and what the worker's registry walks over.
pub(super) fn expand(activities: &Activities) -> TokenStream {
    let author = activities.source.emit(|_, method| method.verbatim());
    let handles = handle::constants(&activities.krate, &activities.source, &activities.handles);
    let host = host(activities);
    quote!(#author #handles #host)
}

/// What an activity returns when it succeeds, whatever alias of `Result` the author used.
pub(super) fn output(returned: &Type, krate: &CratePath) -> TokenStream {
    let place = Place::of_value(returned);
    let krate = krate.at(place);
    place.take(quote_spanned!(place.start()=> <#returned as #krate::__private::AnyResult>::Ok))
}

/// The bodies and the host, in a scope of their own.
fn host(activities: &Activities) -> TokenStream {
    let Activities { krate, source, activities, .. } = activities;
    let (self_type, cfgs) = (&source.block.self_type, source.cfgs());
    let bodies = activities.iter().map(|activity| body(krate, self_type, activity));
    let visitor = own("visitor");
    let visits = activities.iter().map(|activity| {
        let (cfgs, marker) = (&activity.cfgs, marker(activity));
        quote!(#(#cfgs)* #visitor.activity::<#marker>();)
    });
    quote! {
        #(#cfgs)*
        #[allow(deprecated, reason = "what is deprecated is still served")]
        const _: () = {
            #(#bodies)*
            #[automatically_derived]
            impl #krate::__private::ActivityHost for #self_type {
                fn visit(#visitor: &mut impl #krate::__private::ActivityVisitor<Self>) { #(#visits)* }
            }
        };
    }
}

/// The zero-sized type that stands for one activity.
fn marker(activity: &Activity) -> Ident {
    let name: String = words(&activity.ident.to_string()).iter().map(|word| capitalized(word)).collect();
    format_ident!("__{name}Activity")
}

fn body(krate: &CratePath, self_type: &Type, activity: &Activity) -> TokenStream {
    let Activity { cfgs, name, docs, .. } = activity;
    let marker = marker(activity);
    let input_type = activity.input.as_ref().map(|ty| without_self(ty, self_type));
    let input = input_type.as_ref().map_or_else(|| quote!(()), |ty| quote!(#ty));
    let returned = without_self(&activity.returned, self_type);
    let output = output(&returned, krate);
    let (host, ctx, argument) = (own("host"), own("ctx"), own("input"));
    let future = future(krate, activity, &returned);
    let (known_input, known_output) = known(krate, self_type, activity);
    // A return type that is no `Result` is reported wherever the output is named.
    let place = Place::of_value(&returned);
    let krate_here = krate.at(place);
    let event_type = event_type(&krate_here, place);
    let rest = quote_spanned! {place.start()=>
        type Output = #output;
        #event_type
        fn call(
            #host: ::std::sync::Arc<Self::Host>,
            #ctx: #krate_here::ActivityCtx,
            #argument: Self::Input,
        ) -> #krate_here::__private::ActivityFuture<Self::Output> {
            #future
        }
    };
    quote! {
        #(#cfgs)*
        struct #marker;
        #(#cfgs)*
        impl #krate::__private::ActivityBody for #marker {
            const NAME: &'static str = #name;
            const DOCS: &'static str = #docs;
            const INPUT: ::core::option::Option<#krate::PayloadType> = #known_input;
            const OUTPUT: ::core::option::Option<#krate::PayloadType> = #known_output;
            type Host = #self_type;
            type Input = #input;
            #rest
        }
    }
}

/// What the source says of the types of input and output.
fn known(krate: &CratePath, self_type: &Type, activity: &Activity) -> (TokenStream, TokenStream) {
    let types = PayloadTypes { krate, self_type };
    let input = types.own(sent(activity.input.as_ref()), "known_activity_input");
    (input, types.own(answered(Some(&activity.returned)), "known_activity_output"))
}

/// What kind of event the output is: an observable type answers by itself, any other by the trait.
fn event_type(krate: &TokenStream, place: Place) -> TokenStream {
    quote_spanned! {place.start()=>
        const EVENT_TYPE: ::core::option::Option<&'static str> = {
            #[allow(unused_imports, reason = "an observable type answers by itself")]
            use #krate::__private::NotObservable as _;
            #krate::__private::Probe::<Self::Output>::EVENT_TYPE
        };
    }
}

/// The boxed call of the author's method.
fn future(krate: &CratePath, activity: &Activity, returned: &Type) -> TokenStream {
    let (host, ctx) = (own("host"), own("ctx"));
    let receiver = activity.takes_self.then(|| quote!(&#host,));
    let ctx = if activity.context.by_reference { quote!(&#ctx) } else { quote!(#ctx) };
    let input = activity.input.as_ref().map(|_| own("input"));
    let ident = &activity.ident;
    // An error type that cannot become an `ActivityError` is the fault of the return type.
    let place = Place::of_error(&activity.returned);
    let (krate, method) = (krate.at(place), place.put(quote!(#ident)));
    let call = quote_spanned!(place.start()=> <Self::Host>::#method(#receiver #ctx, #input).await);
    let result =
        quote_spanned!(place.start()=> <#returned as #krate::__private::AnyResult>::into_result(#call));
    let result = place.take(result);
    let finished = place.take(quote_spanned!(place.start()=> #krate::__private::finish_activity(#result)));
    // A future that is not `Send` is the method's.
    quote_spanned!(ident.span()=> ::std::boxed::Box::pin(async move { #finished }))
}

fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
