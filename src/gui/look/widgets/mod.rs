//! Small widgets.
