//! The allocator of the wasm modules. It overwrites memory with zeros when it is freed, since passwords may be in it.

use lol_alloc::{FreeListAllocator, LockedAllocator};

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<LockedAllocator<FreeListAllocator>> =
    zeroizing_alloc::ZeroAlloc(LockedAllocator::new(FreeListAllocator::new()));
