//! Finding marked words again in a text that has changed.
