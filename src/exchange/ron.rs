//! Reviews as Parallax keeps them.
