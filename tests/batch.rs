//! CSV files in, outcomes out: what each row comes to, whatever the pieces the file arrives in.
