//! `nav-monthly`: the net asset value of a month, from documents to posted journals.
