using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WarmTransfer;

/// <summary>LiveKit's native library, loaded: function pointers and the one callback.</summary>
internal sealed unsafe class FfiLibrary : INativeFfi
{
    // The library has one callback for the whole process, so what receives it is static too.
    private static FfiEvents? s_events;

    private readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte**, nuint*, ulong> _request;
    private readonly delegate* unmanaged[Cdecl]<ulong, byte> _dropHandle;

    private FfiLibrary(nint library)
    {
        _request = (delegate* unmanaged[Cdecl]<byte*, nuint, byte**, nuint*, ulong>)NativeLibrary.GetExport(library, "livekit_ffi_request");
        _dropHandle = (delegate* unmanaged[Cdecl]<ulong, byte>)NativeLibrary.GetExport(library, "livekit_ffi_drop_handle");
    }

    /// <summary>Finds, loads and initializes the library. Once per process: it has no other way of being started.</summary>
    /// <exception cref="DllNotFoundException">It is in none of the places, or what is there is not it.</exception>
    public static FfiLibrary Load(FfiLibraryLocator locator, FfiEvents events)
    {
        var failures = new List<string>();
        foreach (var file in locator.Candidates)
        {
            if (!File.Exists(file))
            {
                failures.Add($"{file} (no such file)");
                continue;
            }

            try
            {
                return Start(NativeLibrary.Load(file), events);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
            {
                failures.Add($"{file} ({exception.Message.ReplaceLineEndings(" ").Trim()})");
            }
        }

        throw locator.NotFound(failures);
    }

    public ulong Request(ReadOnlySpan<byte> request, out ReadOnlySpan<byte> response)
    {
        byte* data = null;
        nuint length = 0;
        ulong handle;
        fixed (byte* bytes = request)
            handle = _request(bytes, (nuint)request.Length, &data, &length);
        response = handle == 0 ? default : new ReadOnlySpan<byte>(data, checked((int)length));
        return handle;
    }

    public bool DropHandle(ulong handle) => _dropHandle(handle) != 0;

    private static FfiLibrary Start(nint library, FfiEvents events)
    {
        var initialize = (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, nuint, void>, byte, byte*, byte*, void>)NativeLibrary.GetExport(library, "livekit_ffi_initialize");
        var loaded = new FfiLibrary(library);
        s_events = events;
        fixed (byte* sdk = "dotnet\0"u8)
        fixed (byte* version = "0.1.0\0"u8)
            initialize(&OnEvent, 1, sdk, version);
        return loaded;
    }

    // Called on the library's own threads, which wait for it: the bytes are copied, and nothing may be thrown.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnEvent(byte* data, nuint length) => s_events?.Add(new ReadOnlySpan<byte>(data, (int)length));
}
