namespace WarmTransfer;

/// <summary>The four functions of LiveKit's native library: the seam between the binding and the library itself.</summary>
internal interface INativeFfi
{
    /// <summary>Sends a request; the library answers at once, and with events later.</summary>
    /// <param name="request">A serialized <see cref="Ffi.FfiRequest"/>.</param>
    /// <param name="response">The serialized <see cref="Ffi.FfiResponse"/>, valid until its handle is dropped.</param>
    /// <returns>The handle of the response, which has to be dropped; 0 when the library refused the request.</returns>
    ulong Request(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> response);

    /// <summary>Gives a handle back to the library.</summary>
    /// <returns><see langword="false"/> when the library knows no such handle.</returns>
    bool DropHandle(ulong handle);
}
