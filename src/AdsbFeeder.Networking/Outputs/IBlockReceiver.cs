using AdsbFeeder.Wire;

namespace AdsbFeeder.Networking;

/// <summary>Somebody who receives the blocks of a stream: a client that came to us, or a feed.</summary>
internal interface IBlockReceiver
{
    /// <summary>Takes a block without waiting, on whatever thread has one.</summary>
    void Offer(EncodedBlock block);
}
