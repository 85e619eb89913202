//! Clausebook.
