//! A small Discord on this machine.
