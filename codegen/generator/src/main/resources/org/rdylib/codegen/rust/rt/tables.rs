// ---- tables (needs: failures, values)

/// What every table begins with.
#[repr(C)]
pub struct Header {
    drop: Option<unsafe extern "C" fn(*mut c_void)>,
    clone: Option<unsafe extern "C" fn(*const c_void) -> *mut c_void>,
    size: usize,
    align: usize,
    slots: usize,
}

impl Header {
    const fn of<T>(slots: usize) -> Header {
        Header { drop: None, clone: None, size: mem::size_of::<T>(), align: mem::align_of::<T>(), slots }
    }

    /// Of what is behind a `Box`.
    pub const fn boxed<T>(slots: usize) -> Header {
        unsafe extern "C" fn drop_box<T>(data: *mut c_void) {
            enter_drop(|| drop(unsafe { Box::from_raw(data.cast::<T>()) }))
        }
        Header { drop: Some(drop_box::<T>), ..Header::of::<T>(slots) }
    }

    /// Of what is behind a `Box` with the bound `Clone`. A panic in `clone` ends the process.
    pub const fn boxed_clone<T: Clone>(slots: usize) -> Header {
        unsafe extern "C" fn clone_box<T: Clone>(data: *const c_void) -> *mut c_void {
            enter_plain("clone", || Box::into_raw(Box::new(unsafe { (*data.cast::<T>()).clone() })).cast())
        }
        Header { clone: Some(clone_box::<T>), ..Header::boxed::<T>(slots) }
    }

    /// Of what is behind an `Arc`: `clone` retains, `drop` releases.
    pub const fn shared<T>(slots: usize) -> Header {
        unsafe extern "C" fn release<T>(data: *mut c_void) {
            enter_drop(|| drop(unsafe { Arc::from_raw(data.cast::<T>()) }))
        }
        unsafe extern "C" fn retain<T>(data: *const c_void) -> *mut c_void {
            unsafe { Arc::increment_strong_count(data.cast::<T>()) };
            data.cast_mut()
        }
        Header { drop: Some(release::<T>), clone: Some(retain::<T>), ..Header::of::<T>(slots) }
    }

    /// Of what is behind a reference.
    pub const fn borrowed<T>(slots: usize) -> Header {
        Header::of::<T>(slots)
    }
}
