//! Tests of the page view.
