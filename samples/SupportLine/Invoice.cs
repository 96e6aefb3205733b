namespace SupportLine;

/// <summary>An invoice of the utility company.</summary>
/// <param name="Account">The customer's account number.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="Service">What it is for.</param>
/// <param name="Amount">The amount in euros.</param>
/// <param name="Due">When it is due.</param>
/// <param name="Paid">Whether it has been paid.</param>
public sealed record Invoice(string Account, string Number, string Service, decimal Amount, DateOnly Due, bool Paid);
