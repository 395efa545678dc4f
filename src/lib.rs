//! salon
