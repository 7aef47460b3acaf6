//! The memory of a module for JavaScript: whatever is freed is wiped, passwords among it.

use lol_alloc::{FreeListAllocator, LockedAllocator};

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<LockedAllocator<FreeListAllocator>> =
    zeroizing_alloc::ZeroAlloc(LockedAllocator::new(FreeListAllocator::new()));
