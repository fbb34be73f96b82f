//! Compile errors that teach: one cause per file, in folders by topic.
//!
//! Each fixture also calls the item that it breaks, so that an item which the macro drops shows as
//! a second error.
