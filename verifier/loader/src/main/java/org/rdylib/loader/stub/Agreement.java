package org.rdylib.loader.stub;

import java.util.Arrays;
import java.util.List;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.image.DescriptorNote;

/**
 * That a library may be linked with a stub, and what the library's own copy of the descriptor says about its symbols.
 *
 * @param exports the stub's exports under the symbols of the library's copy
 * @param imports the library's imports in the order of its table
 */
record Agreement(List<ExportSymbol> exports, List<String> imports) {

    static Agreement between(HostDescriptor host, DescriptorNote plugin, Unload unload, String file) {
        if (Arrays.equals(plugin.binding(), host.bindingBytes()) && host.fits().contains(unload)) {
            return new Agreement(host.exports(), host.imports());
        }
        throw new UnsupportedOperationException("comparing different descriptors");
    }
}
