using System.Runtime.CompilerServices;

namespace WarmTransfer.Benchmarks.Tools;

/// <summary>An agent whose tool takes a large argument.</summary>
[TransferAgent]
internal sealed partial class OrderDesk
{
    private int _lines;

    /// <summary>Files an order.</summary>
    /// <param name="order">The order.</param>
    [TransferTool]
    [MethodImpl(MethodImplOptions.NoInlining)] // Else the direct call is not a call, and measures nothing.
    public string FileOrder(ServiceOrder order)
    {
        _lines += order.Lines.Length;
        return "The order is filed.";
    }
}
