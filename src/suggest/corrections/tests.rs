//! What is suggested, and what must not be.
