//! The memory of the wasm modules: it is wiped when it is freed, passwords and all.

use lol_alloc::{FreeListAllocator, LockedAllocator};

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<LockedAllocator<FreeListAllocator>> =
    zeroizing_alloc::ZeroAlloc(LockedAllocator::new(FreeListAllocator::new()));
