//! lectures
